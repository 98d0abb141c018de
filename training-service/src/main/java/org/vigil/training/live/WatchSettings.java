package org.vigil.training.live;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.time.Duration;
import java.util.Map;

/** When an active bundle is taken back by itself (docs/registry.md). */
@ConfigMapping(prefix = "vigil.training.watch")
public interface WatchSettings {

  /** Whether a bundle is taken back by itself; without, the agreement is only measured. */
  @WithDefault("true")
  boolean rollBack();

  /** Least agreement, 0 to 1, where {@link #leasts} says nothing else. */
  @WithDefault("0.6")
  double least();

  /** Least agreement by slot. */
  Map<String, Double> leasts();

  /** The latest cases that are looked at. */
  @WithDefault("200")
  int window();

  /** Fewer cases decide nothing. */
  @WithDefault("50")
  int minimumCases();

  /** How often new verdicts are looked at. */
  @WithDefault("PT30S")
  Duration every();
}
