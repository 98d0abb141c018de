package org.vigil.models.method.pemm;

import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.method.ammfm.AmmfmNetwork;
import org.vigil.models.method.ammfm.AmmfmSettings;
import org.vigil.models.method.paired.PublishedCounts;

/** Tables 5.15 and 5.16: how large each step of the ablation is. */
class PemmCountsTest {
  private static final String BASELINE = "PEMM baseline";
  private static final PemmSettings PEMM = PemmSettings.PUBLISHED;
  private static final Map<String, PemmSettings> VARIANTS =
      Map.of(
          "PEMM shared encoder", PEMM.with(new PemmSettings.None()),
          "PEMM shared + CA", PEMM.with(new PemmSettings.Unshared()),
          "PEMM shared + SCA", PEMM,
          "PEMM shared classifiers", PEMM.withSharedClassifier());

  @Test
  void everyCountOfTheReferencesIsChecked() {
    PublishedCounts.assertAllNamed(
        "counts", "PEMM", Stream.concat(VARIANTS.keySet().stream(), Stream.of(BASELINE)));
  }

  static Stream<String> names() {
    return VARIANTS.keySet().stream().sorted();
  }

  @ParameterizedTest
  @MethodSource("names")
  void aVariantHasTheNumberOfParametersOfTheReferences(String name) {
    PemmSettings settings = VARIANTS.get(name);
    PublishedCounts.check(
        name, List.of(settings.encoder()), build -> new PemmNetwork(build, settings));
  }

  @Test
  void theBaselineIsTheSymmetricFrameworkWithConcatenation() {
    AmmfmSettings settings =
        AmmfmSettings.PUBLISHED
            .symmetric(PEMM.encoder())
            .with(AmmfmSettings.Interaction.CONCATENATION);
    PublishedCounts.check(
        BASELINE,
        List.of(PEMM.encoder(), PEMM.encoder()),
        build -> new AmmfmNetwork(build, settings));
  }
}
