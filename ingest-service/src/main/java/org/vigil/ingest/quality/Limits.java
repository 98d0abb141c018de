package org.vigil.ingest.quality;

import java.util.Optional;
import java.util.OptionalDouble;

/**
 * What a measure should lie between.
 *
 * @param least value that is well; empty where none is too small
 * @param most value that is well; empty where none is too large
 */
public record Limits(OptionalDouble least, OptionalDouble most) {
  static Limits atLeast(double least) {
    return new Limits(OptionalDouble.of(least), OptionalDouble.empty());
  }

  static Limits atMost(double most) {
    return new Limits(OptionalDouble.empty(), OptionalDouble.of(most));
  }

  static Limits between(double least, double most) {
    return new Limits(OptionalDouble.of(least), OptionalDouble.of(most));
  }

  /** What the photographer can do about a value; empty where it is well. */
  Optional<String> hint(Measure measure, double value) {
    if (least.isPresent() && value < least.getAsDouble()) {
      return Optional.of(measure.whenLow());
    }
    return most.isPresent() && value > most.getAsDouble()
        ? Optional.of(measure.whenHigh())
        : Optional.empty();
  }
}
