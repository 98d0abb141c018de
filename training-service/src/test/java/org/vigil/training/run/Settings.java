package org.vigil.training.run;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;

/** Run settings for tests. */
final class Settings {
  private Settings() {}

  /** Defaults but for the given keys. */
  static RunSettings in(Path folder, String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    values.put("vigil.training.runs.folder", folder.toString());
    values.put("vigil.training.runs.device", "cpu");
    values.put("vigil.training.runs.minimum-free-disk", "1");
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("vigil.training.runs." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .withMapping(RunSettings.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(RunSettings.class);
  }
}
