package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.vigil.models.fusion.BranchAverage;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.method.TableArrays;
import org.vigil.models.nn.NoGradients;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.TestTimeTransform;

/**
 * The prediction scheme of JIF-MMFA (sections 4.3.2 and 4.3.3): probabilities of the chosen heads,
 * averaged over several looks at the picture. Not thread-safe: it runs a network.
 *
 * @param network in evaluation mode
 * @param manager of the network's tensors
 * @param heads whose word counts; {@link Heads#ALL} was best on average
 * @param looks at least one; {@link TestTimeTransform#JIF} in the dissertation
 * @param batch cases per pass
 */
public record JifPredictor(
    JifNetwork network, NDManager manager, Heads heads, List<TestTimeTransform> looks, int batch) {
  public JifPredictor {
    if (looks.isEmpty() || batch < 1) {
      throw new IllegalArgumentException("needs a look and a batch of at least one");
    }
    looks = List.copyOf(looks);
  }

  /** Whose word counts. */
  public enum Heads {
    /** "All": the mean of image, metadata and fused head; the fused one where it is alone. */
    ALL,
    /** "OFB": the fused head. */
    FUSED
  }

  /**
   * @param picture ready for the network; of one size over all cases
   * @param metadata one-hot
   */
  public record Case(Planes picture, double[] metadata) {}

  /** One row per case, in order; [case][class]. */
  public double[][] probabilities(List<Case> cases) {
    List<double[]> rows = new ArrayList<>();
    for (int from = 0; from < cases.size(); from += batch) {
      List<Case> some = cases.subList(from, Math.min(cases.size(), from + batch));
      rows.addAll(Arrays.asList(looked(some)));
    }
    return rows.toArray(double[][]::new);
  }

  private double[][] looked(List<Case> cases) {
    double[][][] each =
        looks.stream()
            .map(look -> NoGradients.run(() -> pass(cases, look)))
            .toArray(double[][][]::new);
    return BranchAverage.mean(looks.size()).of(each);
  }

  private double[][] pass(List<Case> cases, TestTimeTransform look) {
    NDArray pictures =
        PictureArrays.of(manager, cases.stream().map(each -> look.apply(each.picture())).toList());
    double[][] metadata = cases.stream().map(Case::metadata).toArray(double[][]::new);
    JifOutputs outputs = network.predict(pictures, TableArrays.of(manager, metadata));
    return TableArrays.rows(
        switch (heads) {
          case ALL -> outputs.probabilities();
          case FUSED -> outputs.fusedProbabilities();
        });
  }
}
