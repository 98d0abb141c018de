package org.vigil.models.doubt;

import java.util.List;
import java.util.function.Function;
import org.vigil.models.doubt.DoubtFit.Seen;

/**
 * The three distributions that a picture's distance is measured from. Immutable.
 *
 * @param tone of {@link PictureFacts#tone}
 * @param layout of {@link PictureFacts#layout}
 * @param maps of the network's maps
 */
record Distributions(Normal tone, Normal layout, Normal maps) {
  private static final double LEAST_LOOK = 0.05; // deviations below are rounding, not knowledge
  private static final double LEAST_MAPS = 1e-3;

  static Distributions fit(List<Seen> seen) {
    return new Distributions(
        Normal.fit(rows(seen, s -> s.facts().tone()), LEAST_LOOK),
        Normal.fit(rows(seen, s -> s.facts().layout()), LEAST_LOOK),
        Normal.fit(rows(seen, Seen::maps), LEAST_MAPS));
  }

  private static double[][] rows(List<Seen> seen, Function<Seen, double[]> part) {
    return seen.stream().map(part).toArray(double[][]::new);
  }

  /** In the order of the distributions. */
  double[] distances(Seen seen) {
    return new double[] {
      tone.distance(seen.facts().tone()),
      layout.distance(seen.facts().layout()),
      maps.distance(seen.maps())
    };
  }
}
