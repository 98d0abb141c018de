package org.vigil.inference.stack;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.stream.Stream;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.weights.ModuleWeights;
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
      Bundle.write(into, changed, bundle.weights(), bundle.fitted(), bundle.card());
      return into;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  /** Writes a bundle of an untrained network of 17 MB for a slot of its own. */
  public static Path large(String slot, long seed, Path into) {
    BundleManifest m = Bundle.read(BundleFiles.in(committed("chest-xray"))).manifest();
    NetworkOptions options = new NetworkOptions(1, 1, 40, true);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network = Networks.create("resnet18", new Build(manager, new Random(seed)), options);
      BundleManifest changed =
          new BundleManifest(
              m.format(),
              slot,
              "1.0.0",
              new BundleManifest.NetworkSpec("resnet18", options),
              m.findings(),
              m.activation(),
              m.inputs(),
              m.preprocessing(),
              m.calibration(),
              m.thresholds(),
              network.featureWidth(),
              Map.of(),
              m.provenance(),
              m.files(),
              Optional.empty());
      Bundle.write(into, changed, ModuleWeights.save(network), "Untrained.");
      return into;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}
