package org.vigil.ingest;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.Map;
import org.vigil.ingest.config.IngestSettings;

/** The configuration of a service of which nothing is configured. */
public final class IngestDefaults {
  private IngestDefaults() {}

  public static IngestSettings settings() {
    return new SmallRyeConfigBuilder()
        .withMapping(IngestSettings.class)
        .withDefaultValues(Map.of("java.io.tmpdir", System.getProperty("java.io.tmpdir")))
        .build()
        .getConfigMapping(IngestSettings.class);
  }
}
