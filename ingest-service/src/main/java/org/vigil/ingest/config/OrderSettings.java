package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;

/** What orders do (docs/conformance/hl7.md). */
public interface OrderSettings {

  /** How long after an image came an order still changes its study; less than retention.study. */
  @WithDefault("P30D")
  Duration horizon();
}
