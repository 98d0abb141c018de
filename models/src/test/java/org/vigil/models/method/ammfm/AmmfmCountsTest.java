package org.vigil.models.method.ammfm;

import static org.vigil.models.method.ammfm.AmmfmSettings.Interaction.ASYMMETRIC;
import static org.vigil.models.method.ammfm.AmmfmSettings.Interaction.BIDIRECTIONAL;
import static org.vigil.models.method.ammfm.AmmfmSettings.Interaction.CONCATENATION;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.method.paired.PublishedCounts;

/** Tables 5.8 to 5.11: how large each variant is. */
class AmmfmCountsTest {
  private static final String SWIN = "swin_v2_t";
  private static final String MOBILE = "mobilenet_v3_small";
  private static final AmmfmSettings AFF = AmmfmSettings.PUBLISHED;

  private static final Map<String, AmmfmSettings> VARIANTS =
      Map.ofEntries(
          Map.entry("AMMFM SFF-CAT", AFF.symmetric(SWIN).with(CONCATENATION)),
          Map.entry("AMMFM SFF-BAB", AFF.symmetric(SWIN).with(BIDIRECTIONAL)),
          Map.entry("AMMFM SFF-AAB", AFF.symmetric(SWIN).with(ASYMMETRIC)),
          Map.entry("AMMFM AFF-CAT", AFF.with(CONCATENATION)),
          Map.entry("AMMFM AFF-BAB", AFF.with(BIDIRECTIONAL)),
          Map.entry("AMMFM AFF-AAB", AFF),
          Map.entry("AMMFM AAB, derm MobileNetV3, clin Swin", AFF.with(MOBILE, SWIN)),
          Map.entry("AMMFM MobileNetV3 x 2, CAT", AFF.symmetric(MOBILE).with(CONCATENATION)),
          Map.entry("AMMFM ResNet AAB", AFF.with("resnet50", MOBILE)),
          Map.entry("AMMFM ResNet x 2, CAT", AFF.symmetric("resnet50").with(CONCATENATION)),
          Map.entry("AMMFM ConvNeXt AAB", AFF.with("convnext_tiny", MOBILE)),
          Map.entry("AMMFM ConvNeXt x 2, CAT", AFF.symmetric("convnext_tiny").with(CONCATENATION)));

  @Test
  void everyCountOfTheReferencesIsChecked() {
    PublishedCounts.assertAllNamed("counts", "AMMFM", VARIANTS.keySet().stream());
  }

  static Stream<String> names() {
    return VARIANTS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aVariantHasTheNumberOfParametersOfTheReferences(String name) {
    AmmfmSettings settings = VARIANTS.get(name);
    PublishedCounts.check(
        name,
        List.of(settings.dermoscopic(), settings.clinical()),
        build -> new AmmfmNetwork(build, settings));
  }
}
