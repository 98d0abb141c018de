package org.vigil.models.method.fzlpr;

import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.network.DenseNet;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.nn.Build;

class FzlprGoldenTest {
  private final FzlprConfiguration published = FzlprConfiguration.published(14);

  @Test
  void theTopNetworkEqualsTheReference() {
    MethodGolden.module("fzlpr_top")
        .check(
            build -> new FzlprTop(build, 1024, published.top(), published.classes()),
            (top, in) -> Map.of("logits", top.forward(in.get("x"))));
  }

  @Test
  void theNetworkEqualsTheReference() {
    MethodGolden.network("fzlpr")
        .check(
            build -> new FzlprNetwork(build, published),
            (network, in) -> Map.of("logits", network.forward(in.get("image"))));
  }

  @Test
  void aSmallNetworkEqualsTheReference() {
    var sizes = new DenseNet.Sizes(List.of(2, 2, 2, 2), 4, 8, 2);
    var small = published.with(5, new FzlprConfiguration.Top(12, 8, 6, 0.1));
    MethodGolden.network("fzlpr_tiny")
        .check(
            build ->
                new FzlprNetwork(
                    build, small, new DenseNet(build, NetworkOptions.published(1), sizes)),
            (network, in) -> Map.of("logits", network.forward(in.get("image"))));
  }

  @Test
  void thePublishedParameterCountsAreReproduced() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      FzlprNetwork network = new FzlprNetwork(new Build(manager, new Random(1)), published);
      Map<String, Long> counts =
          Map.of(
              "FZLPR DenseNet121", valuesBelow("base.", network),
              "FZLPR top network", valuesBelow("top.", network),
              "FZLPR total", valuesBelow("", network));
      int found = 0;
      for (JsonNode row : GoldenFile.read("methods.json").path("counts")) {
        Long count = counts.get(row.path("method").asText());
        if (count != null) {
          assertEquals(row.path("parameters").asLong(), count, row.toString());
          found++;
        }
      }
      assertEquals(counts.size(), found);
    }
  }

  /** As the paper counts: moving statistics are parameters, too. */
  private static long valuesBelow(String prefix, FzlprNetwork network) {
    return network.parameters().entrySet().stream()
        .filter(e -> e.getKey().startsWith(prefix))
        .filter(e -> !e.getKey().endsWith("num_batches_tracked"))
        .mapToLong(e -> e.getValue().value().size())
        .sum();
  }
}
