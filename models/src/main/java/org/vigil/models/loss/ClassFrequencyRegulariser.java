package org.vigil.models.loss;

import ai.djl.ndarray.NDArray;
import java.util.Arrays;
import org.vigil.models.nn.Scalar;

/**
 * DualRefNet's regularisation of its last two layers (Eq. 4): lambda (sum_i f_i |row i of
 * W_before|_1 + sum_j f_j |row j of W_classifier|_1). Rows of rarer classes are kept smaller. No
 * biases; the gradient at weight 0 is 0.
 *
 * <p>Thread-safe.
 */
public final class ClassFrequencyRegulariser {
  private final double lambda;
  private final double[] before;
  private final double[] classes;
  private final boolean perWeight;

  /**
   * @param lambda 0.3 for PAD-UFES-20, 0.2 for ISIC-2019
   * @param before f_i, one per row of the layer before the classifier
   * @param classes f_j, one per class
   * @param perWeight divides each layer's sum by its number of weights
   */
  public ClassFrequencyRegulariser(
      double lambda, double[] before, double[] classes, boolean perWeight) {
    this.lambda = lambda;
    this.before = before.clone();
    this.classes = classes.clone();
    this.perWeight = perWeight;
  }

  /**
   * As resolved for the paper: f_c = 1/n_c; hidden units have no class and get the mean of f_c.
   *
   * @param counts n_c
   * @param hidden rows of the layer before the classifier; 256 in the paper
   */
  public static ClassFrequencyRegulariser ofCounts(double lambda, int[] counts, int hidden) {
    double[] classes = ClassWeights.inverse(counts);
    double[] before = new double[hidden];
    Arrays.fill(before, Arrays.stream(classes).average().orElse(0));
    return new ClassFrequencyRegulariser(lambda, before, classes, false);
  }

  /**
   * @param weightsBefore [hidden, inputs]
   * @param weightsOfClassifier [classes, hidden]
   * @return a scalar
   */
  public NDArray of(NDArray weightsBefore, NDArray weightsOfClassifier) {
    NDArray first = layer(weightsBefore, before);
    NDArray last = layer(weightsOfClassifier, classes);
    return Scalar.mul(first.add(last), lambda);
  }

  private NDArray layer(NDArray weights, double[] frequencies) {
    NDArray rows = weights.abs().sum(new int[] {1}); // [rows]
    NDArray sum = rows.mul(Constants.like(weights, frequencies)).sum();
    return perWeight ? Scalar.div(sum, weights.size()) : sum;
  }
}
