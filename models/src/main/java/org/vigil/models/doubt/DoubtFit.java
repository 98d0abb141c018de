package org.vigil.models.doubt;

import java.util.Arrays;
import java.util.List;
import java.util.function.Function;

/**
 * Fits a {@link Doubt}: the distributions on one part of the pictures of the right kind, the limits
 * on another, so that all looks together cost a stated share of right pictures. Stateless.
 */
public final class DoubtFit {
  private static final double LEAST_LOOK = 0.05; // deviations below are rounding, not knowledge
  private static final double LEAST_MAPS = 1e-3;
  private static final int STEPS = 20; // in which the share is looked for

  private DoubtFit() {}

  /**
   * @param facts measured of the picture
   * @param maps means of every map of every stage
   */
  public record Seen(PictureFacts facts, double[] maps) {}

  /**
   * @param fitted pictures that the distributions are fitted on
   * @param held other pictures of the right kind, that the limits are chosen by
   * @param falseAbstention the share of right pictures that may be doubted
   * @param shortestSide that a picture needs, pixels
   */
  public static Doubt fit(
      List<Seen> fitted, List<Seen> held, double falseAbstention, int shortestSide) {
    Normal tone = Normal.fit(rows(fitted, s -> s.facts().tone()), LEAST_LOOK);
    Normal layout = Normal.fit(rows(fitted, s -> s.facts().layout()), LEAST_LOOK);
    Normal maps = Normal.fit(rows(fitted, Seen::maps), LEAST_MAPS);
    double[] limits =
        limits(
            List.of(
                distances(tone, rows(held, s -> s.facts().tone())),
                distances(layout, rows(held, s -> s.facts().layout())),
                distances(maps, rows(held, Seen::maps))),
            falseAbstention);
    return new Doubt(
        new DoubtLimits(
            falseAbstention,
            limits[0],
            limits[1],
            limits[2],
            shortestSide,
            half(fitted.stream().mapToDouble(s -> s.facts().contrast()).toArray()),
            half(fitted.stream().mapToDouble(s -> s.facts().sharpness()).toArray())),
        tone,
        layout,
        maps);
  }

  private static double[][] rows(List<Seen> seen, Function<Seen, double[]> part) {
    return seen.stream().map(part).toArray(double[][]::new);
  }

  private static double[] distances(Normal normal, double[][] vectors) {
    return Arrays.stream(vectors).mapToDouble(normal::distance).toArray();
  }

  /**
   * Each look's limit costs the same share of the pictures: the largest with which all looks
   * together cost no more than allowed.
   */
  private static double[] limits(List<double[]> looks, double allowed) {
    double least = allowed / looks.size();
    double share = allowed;
    while (share > least && doubted(looks, limitsAt(looks, share)) > allowed) {
      share = Math.max(least, share - allowed / STEPS);
    }
    return limitsAt(looks, share);
  }

  private static double[] limitsAt(List<double[]> looks, double share) {
    return looks.stream().mapToDouble(distances -> quantile(distances, 1 - share)).toArray();
  }

  /** The share of pictures that lie beyond any of the limits. */
  private static double doubted(List<double[]> looks, double[] limits) {
    int pictures = looks.getFirst().length;
    int doubted = 0;
    for (int picture = 0; picture < pictures; picture++) {
      boolean beyond = false;
      for (int look = 0; look < limits.length; look++) {
        beyond |= looks.get(look)[picture] > limits[look];
      }
      doubted += beyond ? 1 : 0;
    }
    return (double) doubted / pictures;
  }

  /** The smallest of the values that so large a share of them does not exceed. */
  static double quantile(double[] values, double share) {
    double[] sorted = values.clone();
    Arrays.sort(sorted);
    int rank = (int) Math.ceil(share * sorted.length);
    return sorted[Math.clamp(rank - 1, 0, sorted.length - 1)];
  }

  /** Half of the smallest: below that no picture of the right kind has ever been. */
  private static double half(double[] values) {
    return Arrays.stream(values).min().orElseThrow() / 2;
  }
}
