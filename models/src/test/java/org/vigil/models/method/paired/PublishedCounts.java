package org.vigil.models.method.paired;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.function.Function;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;

/**
 * Parameter counts as the dissertation has them: with the unused 1000-class classifier of every
 * backbone, although the networks leave it out.
 */
public final class PublishedCounts {
  private PublishedCounts() {}

  /**
   * @param method a row of the reference counts
   * @param backbones every encoder of the network, each as often as it has weights of its own
   */
  public static void check(
      String method, List<String> backbones, Function<Build, ? extends Module> build) {
    List<JsonNode> rows =
        StreamSupport.stream(GoldenFile.read("methods.json").path("counts").spliterator(), false)
            .filter(row -> row.path("method").asText().equals(method))
            .toList();
    assertEquals(1, rows.size(), method);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Module network = build.apply(new Build(manager, new Random(1)));
      long unused = backbones.stream().mapToLong(PublishedCounts::unusedClassifier).sum();
      assertEquals(
          rows.getFirst().path("parameters").asLong(), network.parameterCount() + unused, method);
    }
  }

  /** Of torchvision's form: one linear layer, but two for MobileNetV3-small. */
  private static long unusedClassifier(String backbone) {
    long width = Networks.specification(backbone).featureWidth();
    return backbone.equals("mobilenet_v3_small")
        ? (width + 1) * 1024 + 1025 * 1000
        : (width + 1) * 1000;
  }

  /**
   * Every row whose method begins so has been named.
   *
   * @param section of the reference values
   */
  public static void assertAllNamed(String section, String beginning, Stream<String> named) {
    List<String> rows =
        StreamSupport.stream(GoldenFile.read("methods.json").path(section).spliterator(), false)
            .map(row -> row.path("method").asText())
            .filter(method -> method.startsWith(beginning))
            .sorted()
            .toList();
    assertTrue(!rows.isEmpty(), beginning);
    assertEquals(rows, named.sorted().toList());
  }
}
