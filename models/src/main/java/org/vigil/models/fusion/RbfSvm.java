package org.vigil.models.fusion;

import java.util.Arrays;
import java.util.Comparator;
import java.util.stream.IntStream;
import libsvm.svm;
import libsvm.svm_model;
import libsvm.svm_node;
import libsvm.svm_parameter;
import libsvm.svm_problem;

/**
 * A support vector machine with radial kernel that tells classes apart pair by pair (libsvm), with
 * the defaults of FusionM4Net's second stage: C = 1, gamma = 1 / (columns x variance of all
 * entries).
 *
 * <p>Thread-safe once trained. Probabilities come from Platt scaling over folds that the seed
 * decides.
 */
public final class RbfSvm {
  private static final double TOLERANCE = 1e-3;

  /** libsvm draws its folds from one generator for the whole process. */
  private static final Object FOLDS = new Object();

  static {
    svm.svm_set_print_string_function(words -> {});
  }

  private final svm_model model;
  private final int[] order;
  private final double gamma;

  private RbfSvm(svm_model model, int[] order, double gamma) {
    this.model = model;
    this.order = order;
    this.gamma = gamma;
  }

  /**
   * @param rows [case][column]
   * @param labels at least two different ones
   * @param cost C
   * @param seed of the folds
   * @throws IllegalArgumentException if there is only one class, or nothing varies
   */
  public static RbfSvm train(double[][] rows, int[] labels, double cost, long seed) {
    if (rows.length != labels.length || IntStream.of(labels).distinct().count() < 2) {
      throw new IllegalArgumentException(
          rows.length + " cases; needs a label for each and two classes");
    }
    // Sorted by class, so that the classes' order is ascending whatever the cases' order.
    int[] order =
        IntStream.range(0, rows.length)
            .boxed()
            .sorted(Comparator.comparingInt(i -> labels[i]))
            .mapToInt(Integer::intValue)
            .toArray();
    svm_parameter parameters = parameters(cost, gamma(rows));
    svm_problem problem = problem(rows, labels, order);
    synchronized (FOLDS) {
      svm.rand.setSeed(seed);
      return new RbfSvm(svm.svm_train(problem, parameters), order, parameters.gamma);
    }
  }

  private static svm_parameter parameters(double cost, double gamma) {
    svm_parameter parameters = new svm_parameter();
    parameters.svm_type = svm_parameter.C_SVC;
    parameters.kernel_type = svm_parameter.RBF;
    parameters.C = cost;
    parameters.gamma = gamma;
    parameters.eps = TOLERANCE;
    parameters.cache_size = 100; // MiB
    parameters.shrinking = 1;
    parameters.probability = 1;
    return parameters;
  }

  private static svm_problem problem(double[][] rows, int[] labels, int[] order) {
    svm_problem problem = new svm_problem();
    problem.l = rows.length;
    problem.x = IntStream.of(order).mapToObj(i -> nodes(rows[i])).toArray(svm_node[][]::new);
    problem.y = IntStream.of(order).mapToDouble(i -> labels[i]).toArray();
    return problem;
  }

  private static double gamma(double[][] rows) {
    double mean = Arrays.stream(rows).flatMapToDouble(Arrays::stream).average().orElse(0);
    double variance =
        Arrays.stream(rows)
            .flatMapToDouble(Arrays::stream)
            .map(value -> (value - mean) * (value - mean))
            .average()
            .orElse(0);
    if (!(variance > 0)) {
      throw new IllegalArgumentException("every entry is " + mean);
    }
    return 1 / (rows[0].length * variance);
  }

  private static svm_node[] nodes(double[] row) {
    svm_node[] nodes = new svm_node[row.length];
    for (int i = 0; i < row.length; i++) {
      nodes[i] = new svm_node();
      nodes[i].index = i + 1;
      nodes[i].value = row[i];
    }
    return nodes;
  }

  /** The kernel's width parameter. */
  public double gamma() {
    return gamma;
  }

  /** The classes, ascending. */
  public int[] classes() {
    return model.label.clone();
  }

  /** Indices of the support vectors among the training cases, class by class. */
  public int[] support() {
    return IntStream.of(model.sv_indices).map(i -> order[i - 1]).toArray();
  }

  /**
   * One decision for each pair of classes, in the order (0, 1), (0, 2), .. (1, 2), ..; positive
   * speaks for the first of the pair.
   */
  public double[] decisions(double[] row) {
    int classes = model.nr_class;
    double[] decisions = new double[classes * (classes - 1) / 2];
    svm.svm_predict_values(model, nodes(row), decisions);
    return decisions;
  }

  /** The class with most decisions; of equals the lowest. */
  public int predict(double[] row) {
    return (int) svm.svm_predict(model, nodes(row));
  }

  /** One probability for each of {@link #classes}. */
  public double[] probabilities(double[] row) {
    double[] probabilities = new double[model.nr_class];
    svm.svm_predict_probability(model, nodes(row), probabilities);
    return probabilities;
  }
}
