package org.vigil.training.registry;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.regex.Pattern;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleSigner;
import org.vigil.models.weights.WeightsException;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * The bundles' files in the object store. Thread-safe.
 *
 * <p>The manifest is written last and removed first, so that a bundle whose manifest is there is
 * whole. Throws {@link org.vigil.platform.store.StoreUnavailableException} when the store does not
 * answer.
 */
public final class BundleArchive {
  private static final Pattern FILE_NAME = Pattern.compile("[A-Za-z0-9][A-Za-z0-9._-]{0,99}");

  private final ObjectStore store;
  private final Optional<BundleSigner> signer;
  private final Map<BundleRef, BundleManifest> manifests = new ConcurrentHashMap<>();

  /**
   * @param signer signs what is kept; without one, bundles are kept unsigned
   */
  public BundleArchive(ObjectStore store, Optional<BundleSigner> signer) {
    this.store = store;
    this.signer = signer;
  }

  /**
   * Stores a bundle, unless it is there already.
   *
   * @throws BundleException if a file that the manifest names is not what it says
   */
  public void keep(Bundle bundle, BundleFiles files) {
    BundleRef ref = bundle.ref();
    if (isKept(ref)) {
      sign(ref, files);
      return;
    }
    verifyFiles(bundle.manifest(), files);
    store.delete(key(ref, BundleFiles.MANIFEST));
    for (String name : bundle.manifest().files().keySet()) {
      store.put(key(ref, name), files.read(name), contentType(name));
    }
    sign(ref, files);
    store.put(key(ref, BundleFiles.MANIFEST), files.read(BundleFiles.MANIFEST), "application/json");
  }

  private void sign(BundleRef ref, BundleFiles files) {
    ObjectKey key = key(ref, BundleFiles.SIGNATURE);
    signer
        .map(s -> s.sign(files.read(BundleFiles.MANIFEST)))
        .filter(signature -> !isStored(key, signature))
        .ifPresent(signature -> store.put(key, signature, "text/plain"));
  }

  private boolean isStored(ObjectKey key, byte[] bytes) {
    return store.size(key).isPresent() && Arrays.equals(store.get(key), bytes);
  }

  private boolean isKept(BundleRef ref) {
    try {
      return Sha256.of(manifestBytes(ref)).hex().equals(ref.getDigest());
    } catch (ObjectMissingException e) {
      return false;
    }
  }

  /**
   * Reads every file of a bundle again and checks it.
   *
   * @throws BundleException if a file is missing or is not what was registered
   */
  public void verify(BundleRef ref) {
    try {
      BundleFiles files = name -> store.get(key(ref, name));
      Bundle found = Bundle.read(files);
      if (!found.ref().equals(ref)) {
        throw new BundleException("the stored manifest is not the one that was registered");
      }
      verifyFiles(found.manifest(), files);
    } catch (ObjectMissingException e) {
      throw new BundleException("a file of the bundle is not in the store", e);
    } catch (WeightsException e) {
      throw new BundleException("the weights cannot be read: " + e.getMessage(), e);
    }
  }

  /**
   * Writes a bundle into a folder, which is made anew.
   *
   * @throws BundleException if a file is missing or is not what was registered
   */
  public void copy(BundleRef ref, Path folder) {
    verify(ref);
    BundleManifest manifest = manifest(ref).orElseThrow();
    try {
      Files.createDirectories(folder);
      Files.write(folder.resolve(BundleFiles.MANIFEST), manifestBytes(ref));
      for (String name : manifest.files().keySet()) {
        Files.write(folder.resolve(name), store.get(key(ref, name)));
      }
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static void verifyFiles(BundleManifest manifest, BundleFiles files) {
    manifest
        .files()
        .forEach(
            (name, digest) -> {
              if (!FILE_NAME.matcher(name).matches()) {
                throw new BundleException("'" + name + "' is no name for a file of a bundle");
              }
              if (!Sha256.of(files.read(name)).hex().equals(digest)) {
                throw new BundleException(name + " is not what the manifest says");
              }
            });
  }

  /** The manifest's bytes as they are stored. */
  public byte[] manifestBytes(BundleRef ref) {
    return store.get(key(ref, BundleFiles.MANIFEST));
  }

  /** The manifest; empty where the store has it no more or it was altered. */
  public Optional<BundleManifest> manifest(BundleRef ref) {
    BundleManifest known = manifests.get(ref);
    return known == null ? read(ref) : Optional.of(known);
  }

  private Optional<BundleManifest> read(BundleRef ref) {
    try {
      byte[] bytes = manifestBytes(ref);
      if (!Sha256.of(bytes).hex().equals(ref.getDigest())) {
        return Optional.empty();
      }
      BundleManifest manifest = Bundle.manifest(bytes);
      manifests.put(ref, manifest);
      return Optional.of(manifest);
    } catch (ObjectMissingException | BundleException e) {
      return Optional.empty();
    }
  }

  /** The model card, in Markdown. */
  public String card(BundleRef ref) {
    return new String(store.get(key(ref, BundleFiles.CARD)), StandardCharsets.UTF_8);
  }

  private static ObjectKey key(BundleRef ref, String file) {
    return ObjectKeys.bundleFile(ref.getSlot(), ref.getVersion(), file);
  }

  private static String contentType(String name) {
    return name.endsWith(".md") ? "text/markdown;charset=UTF-8" : "application/octet-stream";
  }
}
