package org.vigil.models.cli;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleFiles;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.weights.ModuleWeights;

/**
 * A bundle of an untrained network, to measure speed with; its notice says that its scores mean
 * nothing.
 */
final class BenchmarkBundle {
  private static final String SLOT = "chest-xray";

  private BenchmarkBundle() {}

  /**
   * Writes {@code <out>/chest-xray/bench-<network>} at 224 px with one output, unless it is there.
   */
  static Bundle write(Path out, String network, long seed) throws IOException {
    Path folder = out.resolve(SLOT).resolve("bench-" + network);
    if (Files.exists(folder)) {
      return Bundle.read(BundleFiles.in(folder));
    }
    NetworkOptions options = new NetworkOptions(1, 3, 0, false);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network module = Networks.create(network, new Build(manager, new Random(seed)), options);
      BundleManifest manifest = manifest(network, options, module.featureWidth(), seed);
      return Bundle.write(
          folder,
          manifest,
          ModuleWeights.save(module),
          "An untrained network for benchmarks; its scores mean nothing.\n");
    }
  }

  private static BundleManifest manifest(
      String network, NetworkOptions options, int embeddingWidth, long seed) {
    InputSpec input =
        new InputSpec(
            InputSpec.P1,
            3,
            224,
            224,
            Kernel.BILINEAR,
            InputSpec.Fit.CENTRE_CROP,
            List.of(0.485, 0.456, 0.406),
            List.of(0.229, 0.224, 0.225));
    return new BundleManifest(
        1,
        SLOT,
        "bench-" + network,
        new BundleManifest.NetworkSpec(network, options),
        List.of(new BundleManifest.Finding("Pneumonia", "Pneumonia", Optional.empty())),
        BundleManifest.Activation.SIGMOID,
        new BundleManifest.Inputs(List.of("frontal"), List.of(), List.of()),
        input,
        new BundleManifest.Calibration(1),
        new BundleManifest.Thresholds(
            "bench",
            List.of(
                new BundleManifest.OperatingPoint(
                    "*", LocalDate.of(2026, 1, 1), Map.of("Pneumonia", 0.5)))),
        embeddingWidth,
        Map.of(),
        new BundleManifest.Provenance(
            "Measures speed.",
            Optional.of("Untrained benchmark network: its scores mean nothing."),
            "none",
            Map.of(),
            "./vigil bench pipeline",
            seed),
        Map.of(),
        Optional.empty());
  }
}
