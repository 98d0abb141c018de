package org.vigil.models.method.jif;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.Map;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;

/** The whole network on the registered backbones, against the reference values. */
class JifNetworkGoldenTest {
  private static final int CLASSES = 6;

  @ParameterizedTest
  @ValueSource(strings = {"resnet50", "densenet121"})
  void theNetworkIsTheReferences(String backbone) {
    MethodGolden golden = MethodGolden.network("jif_mmfa_" + backbone);
    JifSettings settings =
        JifSettings.published(backbone, golden.config("meta_inputs"), golden.config("classes"));
    golden.check(
        build -> new JifNetwork(build, settings), (network, inputs) -> named(network, inputs));
  }

  private static Map<String, NDArray> named(JifNetwork network, Map<String, NDArray> inputs) {
    JifOutputs outputs = network.predict(inputs.get("image"), inputs.get("meta"));
    JifOutputs.Individual alone = outputs.alone().orElseThrow();
    return Map.of("image", alone.image(), "meta", alone.metadata(), "fusion", outputs.fusion());
  }

  @ParameterizedTest
  @ValueSource(strings = {"resnet50", "densenet121"})
  void theGrowthOverTheImageNetworkIsTheReferences(String backbone) {
    JsonNode golden =
        StreamSupport.stream(
                GoldenFile.read("methods.json").path("jif_growth").spliterator(), false)
            .filter(row -> row.path("backbone").asText().equals(backbone))
            .findFirst()
            .orElseThrow();
    long unusedClassifier = (Networks.specification(backbone).featureWidth() + 1) * 1000L;
    long imageOnly =
        Networks.specification(backbone).parameterCount()
            + (Networks.specification(backbone).featureWidth() + 1L) * CLASSES;
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifNetwork network =
          new JifNetwork(
              new Build(manager, new Random(1)), JifSettings.published(backbone, 81, CLASSES));
      long all = network.parameterCount() + unusedClassifier;
      assertEquals(golden.path("with_metadata").asLong(), all);
      assertEquals(golden.path("image_only").asLong(), imageOnly);
      assertEquals(golden.path("growth").asDouble(), (double) all / imageOnly - 1, 1e-4);
      assertTrue(golden.path("matches").asBoolean());
    }
  }
}
