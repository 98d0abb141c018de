package org.vigil.models.method.fusionm4net;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Random;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.paired.GoldenPair;
import org.vigil.models.method.paired.TaskBranch;
import org.vigil.models.nn.Build;

/** The first stage against the reference values. */
class FusionM4NetworkGoldenTest {
  private static final long UNUSED_CLASSIFIER = 2049 * 1000; // of each ResNet-50

  @Test
  void thePublishedNetworkIsTheReferences() {
    MethodGolden.network("fusionm4net")
        .check(
            build -> new FusionM4Network(build, FusionM4Settings.PUBLISHED), GoldenPair::outputs);
  }

  @Test
  void aSmallNetworkIsTheReferences() {
    var settings =
        new FusionM4Settings(
            "resnet18", new TaskBranch.Widths(16, 8), TaskColumns.SEVEN_POINT.widths());
    MethodGolden.network("fusionm4net_small")
        .check(build -> new FusionM4Network(build, settings), GoldenPair::outputs);
  }

  @Test
  void theNumberOfParametersIsTheReferences() {
    List<JsonNode> counts =
        StreamSupport.stream(GoldenFile.read("methods.json").path("counts").spliterator(), false)
            .filter(row -> row.path("method").asText().startsWith("FusionM4Net"))
            .toList();
    assertEquals(2, counts.size());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      var network =
          new FusionM4Network(new Build(manager, new Random(1)), FusionM4Settings.PUBLISHED);
      for (JsonNode row : counts) {
        assertEquals(
            row.path("parameters").asLong(), network.parameterCount() + 2 * UNUSED_CLASSIFIER);
      }
    }
  }
}
