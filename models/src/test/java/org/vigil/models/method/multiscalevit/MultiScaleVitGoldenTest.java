package org.vigil.models.method.multiscalevit;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration.Encoder;

class MultiScaleVitGoldenTest {

  @Test
  void theTokensOfAllScalesEqualTheReference() {
    MethodGolden.module("multi_scale_tokens")
        .check(
            build -> new MultiScaleTokens(build, 8, 16),
            (tokens, in) -> Map.of("tokens", tokens.forward(in.get("x"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"msvit_tiny", "msvit"})
  void theNetworkEqualsTheReference(String name) {
    MultiScaleVitConfiguration configuration =
        name.equals("msvit")
            ? MultiScaleVitConfiguration.published(7)
            : MultiScaleVitConfiguration.of(7, new Encoder(24, 2, 3, 48, 0.1), 10);
    MethodGolden.network(name)
        .check(build -> new MultiScaleVit(build, configuration), MultiScaleVitGoldenTest::run);
  }

  private static Map<String, NDArray> run(MultiScaleVit network, Map<String, NDArray> in) {
    MultiScaleVit.Outputs outputs = network.outputs(in.get("image"));
    return Map.of("logits", outputs.logits(), "embedding", outputs.embedding());
  }
}
