package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import java.util.Arrays;
import java.util.List;
import org.vigil.models.fusion.BranchAverage;
import org.vigil.models.fusion.TaskColumns;

/**
 * What the three branches hold likely, [case][column] each; within each question a row sums to 1.
 *
 * @param derm of the dermoscopic branch
 * @param clin of the clinical branch
 * @param fusion of the fusion branch
 */
public record BranchProbabilities(double[][] derm, double[][] clin, double[][] fusion) {

  /** Softmax over each question's own columns. */
  public static BranchProbabilities of(PairedOutputs outputs, TaskColumns tasks) {
    return new BranchProbabilities(
        softmax(outputs.derm(), tasks),
        softmax(outputs.clin(), tasks),
        softmax(outputs.fusion(), tasks));
  }

  private static double[][] softmax(NDArray logits, TaskColumns tasks) {
    NDList parts = new NDList();
    for (int task = 0; task < tasks.widths().size(); task++) {
      int from = tasks.first(task);
      parts.add(logits.get(":, " + from + ":" + (from + tasks.widths().get(task))).softmax(1));
    }
    float[] values = NDArrays.concat(parts, 1).toFloatArray();
    int columns = tasks.columns();
    double[][] rows = new double[values.length / columns][columns];
    for (int i = 0; i < values.length; i++) {
      rows[i / columns][i % columns] = values[i];
    }
    return rows;
  }

  /** The mean over several looks at the same cases. */
  public static BranchProbabilities mean(List<BranchProbabilities> looks) {
    BranchAverage average = BranchAverage.mean(looks.size());
    return new BranchProbabilities(
        average.of(looks.stream().map(BranchProbabilities::derm).toArray(double[][][]::new)),
        average.of(looks.stream().map(BranchProbabilities::clin).toArray(double[][][]::new)),
        average.of(looks.stream().map(BranchProbabilities::fusion).toArray(double[][][]::new)));
  }

  /** These cases and then the others. */
  public BranchProbabilities and(BranchProbabilities others) {
    return new BranchProbabilities(
        joined(derm, others.derm), joined(clin, others.clin), joined(fusion, others.fusion));
  }

  private static double[][] joined(double[][] first, double[][] second) {
    double[][] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /** One of the cases. */
  public BranchProbabilities only(int index) {
    return new BranchProbabilities(
        new double[][] {derm[index]}, new double[][] {clin[index]}, new double[][] {fusion[index]});
  }

  public int cases() {
    return derm.length;
  }
}
