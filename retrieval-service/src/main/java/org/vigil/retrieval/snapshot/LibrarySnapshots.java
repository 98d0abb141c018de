package org.vigil.retrieval.snapshot;

import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.DigestInputStream;
import java.security.MessageDigest;
import java.time.Clock;
import java.time.Instant;
import java.util.Comparator;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jboss.logging.Logger;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.LibraryFormat;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.store.Bucket;
import org.vigil.schemas.store.ObjectKey;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Writes snapshots of one instance's library and gives the newest to one that starts empty. Files
 * are stored under their digests, so that a snapshot costs what has changed since the last. Each
 * instance writes under its own name and keeps only its newest. One thread at a time.
 */
public final class LibrarySnapshots {
  private static final Logger LOG = Logger.getLogger(LibrarySnapshots.class);

  private final ObjectStore store;
  private final String instance;
  private final Clock clock;

  /**
   * @param instance a name of letters, digits and hyphens that no other instance has
   */
  public LibrarySnapshots(ObjectStore store, String instance, Clock clock) {
    this.store = store;
    this.instance = instance;
    this.clock = clock;
  }

  /**
   * Writes a snapshot of the last commit; the one before goes.
   *
   * @throws StoreUnavailableException if the store does not answer: the one before stays
   */
  public void write(CaseLibrary library) throws IOException {
    Instant now = clock.instant();
    Map<String, String> files = new TreeMap<>();
    library.copy(
        (folder, paths) -> {
          for (Path path : paths) {
            Sha256 digest = digest(folder.resolve(path));
            ObjectKey key = ObjectKeys.snapshotFile(instance, digest);
            if (store.size(key).isEmpty()) {
              store.put(key, folder.resolve(path), "application/octet-stream");
            }
            files.put(path.toString(), digest.hex());
          }
        });
    SnapshotManifest manifest = new SnapshotManifest(LibraryFormat.FORM, now, files);
    ObjectKey key = ObjectKeys.snapshotManifest(instance, now);
    store.put(key, manifest.toJson(), "application/json");
    prune(key, new HashSet<>(files.values()));
  }

  private void prune(ObjectKey newest, Set<String> digests) {
    for (ObjectKey key : store.list(Bucket.IMAGES, ObjectKeys.snapshotPrefix(instance))) {
      String name = key.key().substring(key.key().lastIndexOf('/') + 1);
      if (!key.equals(newest) && !digests.contains(name)) {
        store.delete(key);
      }
    }
  }

  /**
   * Fills a folder that never held a library with the newest snapshot of this instance, else of
   * any. Whatever goes wrong, the folder is left for Kafka to fill.
   *
   * @return whether there was one
   */
  public boolean restore(Path folder) {
    if (!LibraryFormat.isNew(folder)) {
      return false;
    }
    try {
      Optional<ObjectKey> newest = newest();
      if (newest.isEmpty()) {
        return false;
      }
      SnapshotManifest manifest = SnapshotManifest.ofJson(store.get(newest.get()));
      if (!manifest.form().equals(LibraryFormat.FORM)) {
        return false;
      }
      fetch(manifest, ObjectKeys.snapshotOwner(newest.get()), folder);
      LOG.infof("restored the case library of %s", manifest.takenAt());
      return true;
    } catch (IOException | StoreUnavailableException | ObjectMissingException e) {
      LOG.warnf("no snapshot could be restored (%s); everything is read from Kafka", e.toString());
      return false;
    }
  }

  /** This instance's own if it has one; manifests' names are in the order of their times. */
  private Optional<ObjectKey> newest() {
    String own = ObjectKeys.snapshotPrefix(instance);
    return store.list(Bucket.IMAGES, ObjectKeys.SNAPSHOTS_PREFIX).stream()
        .filter(key -> key.key().endsWith(".json"))
        .max(
            Comparator.<ObjectKey, Boolean>comparing(key -> key.key().startsWith(own))
                .thenComparing(key -> key.key().substring(key.key().lastIndexOf('/'))));
  }

  /** The mark comes last: a folder without it is emptied by the next start. */
  private void fetch(SnapshotManifest manifest, String owner, Path folder) throws IOException {
    LibraryFormat.clear(folder);
    for (Map.Entry<String, String> file : manifest.files().entrySet()) {
      Path path = folder.resolve(file.getKey()).normalize();
      if (!path.startsWith(folder)) {
        throw new IOException("a snapshot's file lies outside of its folder");
      }
      Files.createDirectories(path.getParent());
      Sha256 wanted = new Sha256(file.getValue());
      try (InputStream in = store.open(ObjectKeys.snapshotFile(owner, wanted))) {
        Files.copy(in, path);
      }
      if (!digest(path).equals(wanted)) {
        throw new IOException("a snapshot's file is not the one that was written");
      }
    }
    LibraryFormat.mark(folder);
  }

  private static Sha256 digest(Path file) throws IOException {
    MessageDigest digest = Sha256.newDigest();
    try (InputStream in = new DigestInputStream(Files.newInputStream(file), digest)) {
      in.transferTo(OutputStream.nullOutputStream());
    }
    return Sha256.ofDigest(digest.digest());
  }
}
