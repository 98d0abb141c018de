package org.vigil.ingest.config;

import io.smallrye.config.WithDefault;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.vigil.ingest.quality.Measure;

/** Policy for photographs that are poorly taken (docs/phone.md). */
public interface QualitySettings {

  /** Whether photographs are measured at all. */
  @WithDefault("true")
  boolean enabled();

  /**
   * Measures outside of whose limits a photograph is refused, such as {@code blur,exposure}; the
   * others warn.
   */
  Optional<Set<Measure>> refuse();

  /** Limits used instead of the usual ones, by measure. */
  Map<Measure, Limit> limits();

  /** What a measure should lie between. */
  interface Limit {
    OptionalDouble least();

    OptionalDouble most();
  }
}
