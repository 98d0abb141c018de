package org.vigil.retrieval.lookup;

import java.util.OptionalDouble;

/**
 * What near enough means in an embedding space.
 *
 * @param minimum cosine from which on the nearest case counts as close
 * @param calibratedOn how many confirmed cases the minimum was learnt from; 0 where it was set by
 *     hand
 * @param sameDiagnosis of the cases so close to their nearest one, the share that turned out to be
 *     the same; empty where there are too few to say
 */
public record Closeness(double minimum, int calibratedOn, OptionalDouble sameDiagnosis) {

  /** Set by hand. */
  public static Closeness set(double minimum) {
    return new Closeness(minimum, 0, OptionalDouble.empty());
  }
}
