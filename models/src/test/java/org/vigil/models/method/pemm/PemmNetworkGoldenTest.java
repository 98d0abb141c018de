package org.vigil.models.method.pemm;

import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.paired.GoldenPair;
import org.vigil.models.method.paired.TaskBranch;

/** The whole network against the reference values. */
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
    MethodGolden.network(name)
        .check(build -> new PemmNetwork(build, settings), GoldenPair::outputs);
  }

  static Stream<Arguments> attentions() {
    return Stream.of(
        Arguments.of("pemm_sca_tiny", PemmSettings.PUBLISHED.attention()),
        Arguments.of("pemm_ca_tiny", new PemmSettings.Unshared()));
  }

  @ParameterizedTest
  @MethodSource("attentions")
  void aSmallNetworkIsTheReferences(String name, PemmSettings.Attention attention) {
    PemmSettings settings =
        PemmSettings.PUBLISHED
            .with(attention)
            .with(new TaskBranch.Widths(16, 8), TaskColumns.SEVEN_POINT.widths());
    MethodGolden.network(name)
        .check(
            build -> new PemmNetwork(build, settings, GoldenPair.smallSwin(build)),
            GoldenPair::outputs);
  }
}
