package org.vigil.models.method.ammfm;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.vigil.models.method.ammfm.AmmfmSettings.Interaction.BIDIRECTIONAL;
import static org.vigil.models.method.ammfm.AmmfmSettings.Interaction.CONCATENATION;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.paired.GoldenPair;
import org.vigil.models.method.paired.ImageEncoder;
import org.vigil.models.method.paired.TaskBranch;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;

/** The whole network against the reference values. */
class AmmfmNetworkGoldenTest {
  private static final Map<String, AmmfmSettings> NETWORKS =
      Map.of(
          "ammfm_aab", AmmfmSettings.PUBLISHED,
          "ammfm_bab", AmmfmSettings.PUBLISHED.with(BIDIRECTIONAL),
          "ammfm_cat", AmmfmSettings.PUBLISHED.with(CONCATENATION),
          "ammfm_aab_resnet50", AmmfmSettings.PUBLISHED.with("resnet50", "mobilenet_v3_small"),
          "ammfm_aab_convnext_tiny",
              AmmfmSettings.PUBLISHED.with("convnext_tiny", "mobilenet_v3_small"));

  static Stream<String> names() {
    return NETWORKS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void theNetworkIsTheReferences(String name) {
    AmmfmSettings settings = NETWORKS.get(name);
    MethodGolden.network(name)
        .check(build -> new AmmfmNetwork(build, settings), GoldenPair::outputs);
  }

  @ParameterizedTest
  @CsvSource({
    "ammfm_aab_tiny, ASYMMETRIC",
    "ammfm_bab_tiny, BIDIRECTIONAL",
    "ammfm_cat_tiny, CONCATENATION"
  })
  void aSmallNetworkIsTheReferences(String name, AmmfmSettings.Interaction interaction) {
    AmmfmSettings settings =
        AmmfmSettings.PUBLISHED
            .with(interaction)
            .with(new TaskBranch.Widths(16, 8), TaskColumns.SEVEN_POINT.widths());
    MethodGolden.network(name)
        .check(
            build ->
                new AmmfmNetwork(
                    build, settings, GoldenPair.smallSwin(build), GoldenPair.smallMobileNet(build)),
            GoldenPair::outputs);
  }

  @Test
  void encodersWithDifferentNumbersOfStagesAreRefused() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(1));
      ImageEncoder four = ImageEncoder.registered(build, "resnet18");
      ImageEncoder three =
          new ImageEncoder(
              Networks.create("resnet18", build, NetworkOptions.published(1)),
              List.of(64, 128, 256));
      assertThrows(
          IllegalArgumentException.class,
          () -> new AmmfmNetwork(build, AmmfmSettings.PUBLISHED, four, three));
    }
  }
}
