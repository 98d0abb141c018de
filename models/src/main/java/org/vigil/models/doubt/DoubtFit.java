package org.vigil.models.doubt;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.function.ToDoubleFunction;

/**
 * Fits a {@link Doubt} so that all looks together cost no more than a stated share of right
 * pictures. Every picture serves twice: the distributions are fitted on all, and the limits are
 * chosen by how far each lies from distributions that were fitted without its own fold
 * (cross-conformal prediction, Vovk 2015, doi 10.1007/s10472-013-9368-4). Stateless.
 */
public final class DoubtFit {
  private DoubtFit() {}

  /**
   * @param facts measured of the picture
   * @param maps means of every map of every stage
   * @param spread of the network's scores over the looks of the terms; 0 without looks
   */
  public record Seen(PictureFacts facts, double[] maps, double spread) {

    /** Without looks. */
    public Seen(PictureFacts facts, double[] maps) {
      this(facts, maps, 0);
    }
  }

  /**
   * @param folds pictures of the right kind, at least two folds; pictures of one patient lie in one
   * @throws IllegalArgumentException where there are too few pictures for the terms
   */
  public static Doubt fit(List<List<Seen>> folds, DoubtTerms terms) {
    return doubt(all(folds), distances(folds, terms), terms);
  }

  /**
   * Fits the distributions on some pictures and chooses the limits by others, where the network has
   * learnt from the first and sees in them what it will not see in pictures to come.
   *
   * @throws IllegalArgumentException where there are too few pictures for the terms
   */
  public static Doubt fit(List<Seen> fitted, List<Seen> held, DoubtTerms terms) {
    Distributions distributions = Distributions.fit(fitted);
    double[][] distances =
        held.stream().map(seen -> distances(distributions, seen, terms)).toArray(double[][]::new);
    return doubt(fitted, distances, terms);
  }

  private static List<Seen> all(List<List<Seen>> folds) {
    return folds.stream().flatMap(List::stream).toList();
  }

  /**
   * @param distances of the pictures that limits are chosen by
   */
  private static Doubt doubt(List<Seen> all, double[][] distances, DoubtTerms terms) {
    double[] limits = limits(distances, terms.mostDoubtedOf(distances.length));
    return new Doubt(
        new DoubtLimits(
            terms.falseAbstention(),
            limits[0],
            limits[1],
            limits[2],
            terms.shortestSide(),
            halfOfLeast(all, s -> s.facts().contrast()),
            halfOfLeast(all, s -> s.facts().sharpness()),
            terms.exceptSites(),
            terms.looks(),
            terms.looks().isEmpty() ? Optional.empty() : Optional.of(limits[3])),
        Distributions.fit(all));
  }

  /** How far each picture lies from those of the other folds: [pictures][looks]. */
  private static double[][] distances(List<List<Seen>> folds, DoubtTerms terms) {
    List<double[]> distances = new ArrayList<>();
    for (int held = 0; held < folds.size(); held++) {
      List<Seen> others = new ArrayList<>();
      for (int fold = 0; fold < folds.size(); fold++) {
        others.addAll(fold == held ? List.of() : folds.get(fold));
      }
      Distributions fitted = Distributions.fit(others);
      folds.get(held).forEach(seen -> distances.add(distances(fitted, seen, terms)));
    }
    return distances.toArray(double[][]::new);
  }

  private static double[] distances(Distributions fitted, Seen seen, DoubtTerms terms) {
    double[] distances = fitted.distances(seen);
    if (terms.looks().isEmpty()) {
      return distances;
    }
    double[] all = Arrays.copyOf(distances, distances.length + 1);
    all[distances.length] = seen.spread();
    return all;
  }

  /**
   * As many pictures lie beyond the limit of one look as beyond that of any other: as many as can
   * be while all looks together doubt no more than allowed.
   */
  static double[] limits(double[][] distances, int most) {
    for (int each = most; each > 0; each--) {
      double[] limits = limitsWith(distances, each);
      if (doubted(distances, limits) <= most) {
        return limits;
      }
    }
    return limitsWith(distances, 0);
  }

  /**
   * The limits of which each has so many pictures beyond it, or fewer where distances are equal.
   */
  private static double[] limitsWith(double[][] distances, int beyond) {
    double[] limits = new double[distances[0].length];
    for (int look = 0; look < limits.length; look++) {
      int column = look;
      double[] sorted = Arrays.stream(distances).mapToDouble(d -> d[column]).sorted().toArray();
      limits[look] = sorted[sorted.length - 1 - beyond];
    }
    return limits;
  }

  /** How many pictures lie beyond any of the limits. */
  private static int doubted(double[][] distances, double[] limits) {
    int doubted = 0;
    for (double[] picture : distances) {
      boolean beyond = false;
      for (int look = 0; look < limits.length; look++) {
        beyond |= picture[look] > limits[look];
      }
      doubted += beyond ? 1 : 0;
    }
    return doubted;
  }

  /** Half of the smallest: below that no picture of the right kind has ever been. */
  private static double halfOfLeast(List<Seen> seen, ToDoubleFunction<Seen> measured) {
    return seen.stream().mapToDouble(measured).min().orElseThrow() / 2;
  }
}
