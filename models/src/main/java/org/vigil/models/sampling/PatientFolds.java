package org.vigil.models.sampling;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.vigil.models.seed.Seed;

/**
 * Folds for cross-validation, balanced by class, with every patient whole in one of them (the five
 * folds of JIF-MMFA, section 4.3.2). Patients are placed one by one, the most uneven first, where
 * the spread of the classes over the folds stays smallest.
 */
public final class PatientFolds {
  private final int[] fold; // of each picture
  private final int count;

  private PatientFolds(int[] fold, int count) {
    this.fold = fold;
    this.count = count;
  }

  /**
   * @param patients whose picture each is
   * @param labels class index per picture
   * @param count number of folds, at most the number of patients
   * @param seed decides between patients and folds that are equally good
   */
  public static PatientFolds of(List<String> patients, int[] labels, int count, Seed seed) {
    Map<String, List<Integer>> pictures = new LinkedHashMap<>();
    for (int i = 0; i < labels.length; i++) {
      pictures.computeIfAbsent(patients.get(i), patient -> new ArrayList<>()).add(i);
    }
    if (patients.size() != labels.length || count < 2 || count > pictures.size()) {
      throw new IllegalArgumentException(
          "%d folds of %d patients with %d pictures and %d labels"
              .formatted(count, pictures.size(), patients.size(), labels.length));
    }
    int classes = IntStream.of(labels).max().orElseThrow() + 1;
    Placing placing = new Placing(count, classes, seed.at(1));
    int[] fold = new int[labels.length];
    for (List<Integer> group : inOrder(pictures, labels, classes, seed.at(0))) {
      int chosen = placing.place(counts(group, labels, classes));
      group.forEach(picture -> fold[picture] = chosen);
    }
    return new PatientFolds(fold, count);
  }

  /** Shuffled, then by falling unevenness; the sort is stable. */
  private static List<List<Integer>> inOrder(
      Map<String, List<Integer>> pictures, int[] labels, int classes, Seed seed) {
    List<List<Integer>> groups = List.copyOf(pictures.values());
    List<List<Integer>> shuffled = new ArrayList<>();
    for (int i : seed.permutation(groups.size())) {
      shuffled.add(groups.get(i));
    }
    shuffled.sort(
        Comparator.comparingDouble(group -> -spread(counts(group, labels, classes), classes)));
    return shuffled;
  }

  private static double[] counts(List<Integer> group, int[] labels, int classes) {
    double[] counts = new double[classes];
    group.forEach(picture -> counts[labels[picture]]++);
    return counts;
  }

  /** Standard deviation. */
  private static double spread(double[] values, int count) {
    double mean = 0;
    double squares = 0;
    for (double value : values) {
      mean += value / count;
      squares += value * value / count;
    }
    return Math.sqrt(Math.max(0, squares - mean * mean));
  }

  /** Indices of the pictures outside a fold: to train on. */
  public int[] training(int number) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] != number).toArray();
  }

  /** Indices of the pictures in a fold: to test on. */
  public int[] held(int number) {
    return IntStream.range(0, fold.length).filter(i -> fold[i] == number).toArray();
  }

  public int count() {
    return count;
  }

  /** What each fold has so far. */
  private static final class Placing {
    private final double[][] perClass; // [class][fold]
    private final double[] sizes;
    private final int[] preference;

    Placing(int folds, int classes, Seed seed) {
      this.perClass = new double[classes][folds];
      this.sizes = new double[folds];
      this.preference = seed.permutation(folds);
    }

    int place(double[] counts) {
      int best = preference[0];
      double bestCost = Double.POSITIVE_INFINITY;
      for (int candidate : preference) {
        double cost = cost(counts, candidate);
        if (cost < bestCost) {
          bestCost = cost;
          best = candidate;
        }
      }
      add(counts, best, 1);
      return best;
    }

    private double cost(double[] counts, int candidate) {
      add(counts, candidate, 1);
      double cost = spread(sizes, sizes.length);
      for (double[] folds : perClass) {
        cost += spread(folds, folds.length);
      }
      add(counts, candidate, -1);
      return cost;
    }

    private void add(double[] counts, int to, int sign) {
      for (int c = 0; c < counts.length; c++) {
        perClass[c][to] += sign * counts[c];
        sizes[to] += sign * counts[c];
      }
    }
  }
}
