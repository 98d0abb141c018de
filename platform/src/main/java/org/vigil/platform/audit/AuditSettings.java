package org.vigil.platform.audit;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** How accesses are recorded (docs/audit.md). */
@ConfigMapping(prefix = "vigil.audit")
public interface AuditSettings {

  /** Where records wait for the broker; must outlive the process. Instances may share it. */
  @WithDefault(".vigil/audit/${quarkus.application.name}")
  Path folder();

  /** Bytes that may wait; when there are more, what must be recorded is refused. */
  @WithDefault("67108864")
  long bytesHeld();

  /** How long the broker may take to acknowledge a record before it is tried again. */
  @WithDefault("PT10S")
  Duration timeLimit();
}
