package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Optional;

/** How long studies are kept (docs/erasure.md). */
public interface ErasureSettings {

  /** A study is erased so long after its newest image came; never if absent. */
  Optional<Duration> keep();

  /** Time between two looks for studies that are due; the first is that long after the start. */
  @WithDefault("P1D")
  Duration every();
}
