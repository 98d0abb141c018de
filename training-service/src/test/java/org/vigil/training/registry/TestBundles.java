package org.vigil.training.registry;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.weights.Tensor;

/** Small bundles that pass every check. */
public final class TestBundles {
  private TestBundles() {}

  /** Writes a bundle under {@code root/slot/version}; its weights differ by {@code seed}. */
  public static Bundle write(Path root, String slot, String version, long seed) {
    try {
      return Bundle.write(
          root.resolve(slot).resolve(version),
          manifest(slot, version, seed),
          Map.of("fc.weight", tensor(seed)),
          "# Demonstration, not for clinical use\n");
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }

  private static Tensor tensor(long seed) {
    ByteBuffer data = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN);
    data.putFloat(0, seed).putFloat(4, 1);
    return new Tensor(Tensor.Type.F32, new long[] {2}, data.asReadOnlyBuffer());
  }

  private static BundleManifest manifest(String slot, String version, long seed) {
    return new BundleManifest(
        1,
        slot,
        version,
        new BundleManifest.NetworkSpec("resnet18", new NetworkOptions(1, 1, 8, true)),
        List.of(new BundleManifest.Finding("Pneumonia", "Pneumonia", Optional.empty())),
        BundleManifest.Activation.SIGMOID,
        new BundleManifest.Inputs(List.of("frontal"), List.of(), List.of()),
        new InputSpec(
            InputSpec.P1,
            1,
            28,
            28,
            Kernel.BILINEAR,
            InputSpec.Fit.STRETCH,
            List.of(0.5),
            List.of(0.5)),
        new BundleManifest.Calibration(1),
        new BundleManifest.Thresholds(
            "t1",
            List.of(
                new BundleManifest.OperatingPoint(
                    "*", LocalDate.parse("2026-01-01"), Map.of("Pneumonia", 0.5)))),
        8,
        Map.of("test.auc.Pneumonia", 0.9),
        new BundleManifest.Provenance(
            "tests", Optional.of("Demonstration"), "CC BY 4.0", Map.of(), "none", seed),
        Map.of(),
        Optional.empty());
  }
}
