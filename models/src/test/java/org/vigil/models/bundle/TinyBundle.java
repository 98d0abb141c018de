package org.vigil.models.bundle;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Path;
import java.time.LocalDate;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.bundle.BundleManifest.Calibration;
import org.vigil.models.bundle.BundleManifest.Finding;
import org.vigil.models.bundle.BundleManifest.Inputs;
import org.vigil.models.bundle.BundleManifest.NetworkSpec;
import org.vigil.models.bundle.BundleManifest.OperatingPoint;
import org.vigil.models.bundle.BundleManifest.Provenance;
import org.vigil.models.bundle.BundleManifest.Thresholds;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;

/** A bundle of a very narrow network with first values, for tests. */
public final class TinyBundle {
  public static final NetworkOptions OPTIONS = new NetworkOptions(3, 3, 4, true);
  public static final int EMBEDDING = 32;

  private TinyBundle() {}

  public static BundleManifest manifest() {
    return new BundleManifest(
        1,
        "skin-image",
        "0.0.1",
        new NetworkSpec("resnet18", OPTIONS),
        List.of(
            new Finding("MEL", "Melanoma", Optional.of("http://snomed.info/sct|372244006")),
            new Finding("NV", "Melanocytic nevus", Optional.empty()),
            new Finding("BKL", "Benign keratosis", Optional.empty())),
        Activation.SOFTMAX,
        new Inputs(List.of("dermoscopic"), List.of(), List.of("age")),
        new InputSpec(
            InputSpec.P1,
            3,
            24,
            32,
            Kernel.BICUBIC,
            InputSpec.Fit.STRETCH,
            List.of(0.5, 0.4, 0.3),
            List.of(0.2, 0.25, 0.3)),
        new Calibration(1.5),
        new Thresholds("t7", List.of(point("*", "2026-01-01", 0.3), point("a", "2026-06-01", 0.2))),
        EMBEDDING,
        Map.of("test.auc.MEL", 0.75),
        new Provenance(
            "Tests.", Optional.of("Test only."), "none", Map.of("x.npz", "00"), "./mvnw test", 3),
        Map.of(),
        Optional.empty());
  }

  private static OperatingPoint point(String site, String from, double melanoma) {
    return new OperatingPoint(
        site, LocalDate.parse(from), Map.of("MEL", melanoma, "NV", 0.5, "BKL", 0.6));
  }

  public static Map<String, Tensor> weights() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(3));
      return ModuleWeights.save(Networks.create("resnet18", build, OPTIONS));
    }
  }

  public static Bundle write(Path folder) throws IOException {
    return Bundle.write(folder, manifest(), weights(), "# Tiny\n");
  }
}
