package org.vigil.inference.stack;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.store.ObjectKeys;

/** The committed demonstration bundles, and others made of them. */
public final class TestBundles {
  private TestBundles() {}

  /** The folder of the newest committed bundle of a slot. */
  public static Path committed(String slot) {
    try (Stream<Path> versions =
        Files.list(Path.of(System.getProperty("vigil.root"), "bundles", slot))) {
      return versions.sorted().reduce((first, second) -> second).orElseThrow();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Puts a bundle into the store; promotes nothing. */
  public static BundleRef store(ObjectStore store, Path folder) {
    BundleRef ref = Bundle.read(BundleFiles.in(folder)).ref();
    for (String file : List.of(BundleFiles.MANIFEST, BundleFiles.WEIGHTS, BundleFiles.CARD)) {
      store.put(
          ObjectKeys.bundleFile(ref.getSlot(), ref.getVersion(), file),
          folder.resolve(file),
          "application/octet-stream");
    }
    return ref;
  }

  /** Writes a bundle of the same weights that gives other scores. */
  public static Path withTemperature(Path original, String version, double temperature, Path into) {
    Bundle bundle = Bundle.read(BundleFiles.in(original));
    BundleManifest m = bundle.manifest();
    BundleManifest changed =
        new BundleManifest(
            m.format(),
            m.slot(),
            version,
            m.network(),
            m.findings(),
            m.activation(),
            m.inputs(),
            m.preprocessing(),
            new BundleManifest.Calibration(temperature),
            m.thresholds(),
            m.embeddingWidth(),
            m.metrics(),
            m.provenance(),
            m.files(),
            m.doubt());
    try {
      Bundle.write(into, changed, bundle.weights(), bundle.card());
      return into;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
