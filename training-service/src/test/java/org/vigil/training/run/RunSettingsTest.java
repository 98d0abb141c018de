package org.vigil.training.run;

import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.ConfigValidationException;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunSettingsTest {
  @TempDir Path folder;

  @Test
  void aKeyThatNobodyReadsEndsTheStartByName() {
    ConfigValidationException refused =
        assertThrows(
            ConfigValidationException.class, () -> Settings.in(folder, "time-limits", "PT1H"));
    assertTrue(
        refused.getMessage().contains("vigil.training.runs.time-limits"), refused::getMessage);
  }

  @Test
  void aValueThatIsNoneOfItsKindEndsTheStartByName() {
    ConfigValidationException refused =
        assertThrows(
            ConfigValidationException.class, () -> Settings.in(folder, "time-limit", "an hour"));
    assertTrue(refused.getMessage().contains("time-limit"), refused::getMessage);
  }
}
