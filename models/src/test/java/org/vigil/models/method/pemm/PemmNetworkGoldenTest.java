package org.vigil.models.method.pemm;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.paired.GoldenPair;

/** The whole network, on registered backbones, against the reference values. */
class PemmNetworkGoldenTest {
  private static final Map<String, PemmSettings> NETWORKS =
      Map.of(
          "pemm",
          PemmSettings.PUBLISHED,
          "pemm_convnext_tiny",
          PemmSettings.PUBLISHED.with("convnext_tiny"));

  static Stream<String> names() {
    return NETWORKS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theNetworkIsTheReferences(String name) {
    PemmSettings settings = NETWORKS.get(name);
    GoldenPair.assumeRegistered(settings.encoder());
    MethodGolden.network(name)
        .check(build -> new PemmNetwork(build, settings), GoldenPair::outputs);
  }
}
