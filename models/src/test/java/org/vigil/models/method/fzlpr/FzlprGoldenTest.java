package org.vigil.models.method.fzlpr;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.models.method.GoldenMethod;

class FzlprGoldenTest {
  private final FzlprConfiguration published = FzlprConfiguration.published(14);

  @Test
  void theTopNetworkEqualsTheReference() {
    GoldenMethod.module(
        "fzlpr_top",
        build -> new FzlprTop(build, 1024, published.top(), published.classes()),
        (top, in) -> Map.of("logits", top.forward(in.get("x"))));
  }

  @Test
  void theNetworkEqualsTheReference() {
    GoldenMethod.network(
        "fzlpr",
        build -> new FzlprNetwork(build, published),
        (network, in) -> Map.of("logits", network.forward(in.get("image"))));
  }
}
