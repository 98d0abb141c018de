package org.vigil.models.training;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Module;

/**
 * Estimates running statistics anew for weights that were not trained by steps, such as a mean of
 * weights: each becomes the mean over the batches of the batch's own (Izmailov et al. 2018, section
 * 3.2; {@code torch.optim.swa_utils.update_bn}).
 */
final class BatchNormStatistics {
  private BatchNormStatistics() {}

  /**
   * @param norms in training mode
   * @param batch runs the module on the next batch
   */
  static void reestimate(List<BatchNorm2d> norms, int batches, Runnable batch) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(false);
    try {
      // Arrays are equal by content, which would make one of two layers.
      Map<NDArray, double[]> sums = new IdentityHashMap<>();
      for (int i = 0; i < batches; i++) {
        try (NDScope scope = new NDScope()) {
          scope.suppressNotUsedWarning();
          norms.forEach(BatchNormStatistics::clear);
          batch.run();
          norms.forEach(norm -> collect(norm, sums));
        }
      }
      sums.forEach((array, sum) -> array.set(mean(sum, batches)));
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  /** The normalisations of a module. */
  static List<BatchNorm2d> in(Module module) {
    List<BatchNorm2d> norms = new ArrayList<>();
    module.visit(
        part -> {
          if (part instanceof BatchNorm2d norm) {
            norms.add(norm);
          }
        });
    return norms;
  }

  private static void clear(BatchNorm2d norm) {
    float[] zeros = new float[Math.toIntExact(norm.runningMean().size())];
    norm.runningMean().set(zeros);
    norm.runningVar().set(zeros);
  }

  /** From 0, one pass leaves the batch's statistics times the momentum. */
  private static void collect(BatchNorm2d norm, Map<NDArray, double[]> sums) {
    for (NDArray array : List.of(norm.runningMean(), norm.runningVar())) {
      float[] scaled = array.toFloatArray();
      double[] sum = sums.computeIfAbsent(array, key -> new double[scaled.length]);
      for (int i = 0; i < sum.length; i++) {
        sum[i] += scaled[i] / norm.momentum();
      }
    }
  }

  private static float[] mean(double[] sum, int count) {
    float[] mean = new float[sum.length];
    for (int i = 0; i < mean.length; i++) {
      mean[i] = (float) (sum[i] / count);
    }
    return mean;
  }
}
