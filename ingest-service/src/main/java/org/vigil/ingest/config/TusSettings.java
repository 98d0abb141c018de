package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.nio.file.Path;
import java.time.Duration;

/** Resumable uploads (docs/phone.md). */
public interface TusSettings {

  /** Where uploads under way lie; this instance's alone, on a disk that outlives the process. */
  @WithDefault(".vigil/data/ingest-uploads")
  Path folder();

  /** How long an upload to which nothing comes is kept. */
  @WithDefault("PT24H")
  Duration lifetime();

  /**
   * How long an upload is kept after a study was made of it, so that the request may be repeated.
   */
  @WithDefault("PT1H")
  Duration lifetimeOnceUsed();

  /** Bytes of all uploads under way, by their full lengths; beyond it none is begun (503). */
  @WithDefault("10737418240")
  long bytesHeld();

  /** How often what has expired is removed. */
  @WithDefault("PT10M")
  Duration sweepEvery();
}
