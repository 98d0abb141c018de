package org.vigil.models.method.paired;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.fusion.TaskColumns;

/** Table 5.18: how large the networks for one picture are. */
class SinglePictureCountsTest {
  private static final Map<String, String> BACKBONES =
      Map.of(
          "single Swin", "swin_v2_t",
          "single MobileNetV3", "mobilenet_v3_small",
          "single ResNet", "resnet50",
          "single ConvNeXt", "convnext_tiny",
          "single DenseNet201 (5.18)", "densenet201");

  @Test
  void everyCountOfTheReferencesIsChecked() {
    PublishedCounts.assertAllNamed("counts", "single", BACKBONES.keySet().stream());
  }

  static Stream<String> names() {
    return BACKBONES.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aNetworkHasTheNumberOfParametersOfTheReferences(String name) {
    String backbone = BACKBONES.get(name);
    PublishedCounts.check(
        name,
        List.of(backbone),
        build ->
            new SinglePictureNetwork(
                build,
                ImageEncoder.registered(build, backbone),
                TaskBranch.Widths.PUBLISHED,
                TaskColumns.SEVEN_POINT.widths()));
  }
}
