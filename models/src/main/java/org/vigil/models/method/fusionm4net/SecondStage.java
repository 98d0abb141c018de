package org.vigil.models.method.fusionm4net;

import java.util.Arrays;
import java.util.stream.IntStream;
import org.vigil.models.attribution.MetadataModel;
import org.vigil.models.fusion.SvmCluster;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.fusion.WeightSearch;
import org.vigil.models.method.paired.BranchProbabilities;

/**
 * The second stage of FusionM4Net (Fig. 6.4, section 6.2.4): brings the patient's metadata in at
 * the decision level. Thread-safe once trained.
 *
 * @param scheme1 the branches' weights (algorithm 1)
 * @param cluster one SVM per question on P1 and the metadata
 * @param scheme2 the stages' weights (algorithm 2)
 */
public record SecondStage(
    WeightSearch.Branches scheme1, SvmCluster cluster, WeightSearch.Stages scheme2) {

  /**
   * Cases that a first stage has looked at and was not trained on.
   *
   * @param branches probabilities of the first stage
   * @param metadata one-hot, [case][column]; 20 columns in the dissertation
   * @param labels [case][task]
   */
  public record Cases(BranchProbabilities branches, double[][] metadata, int[][] labels) {
    public Cases {
      if (metadata.length != labels.length || branches.cases() != labels.length) {
        throw new IllegalArgumentException(
            branches.cases()
                + " predictions, "
                + metadata.length
                + " rows of metadata, "
                + labels.length
                + " of labels");
      }
    }
  }

  /**
   * Predictions of a first stage that was trained on half of the training cases (section 6.3.3).
   *
   * @param otherHalf the training cases that it has not seen
   * @param validation the validation cases, which weigh its branches (not stated)
   */
  public record HalfTrained(Cases otherHalf, Cases validation) {}

  /**
   * Trains the cluster on the half-trained first stage's predictions, and weighs branches and
   * stages by the fully trained one's on validation cases.
   *
   * @param validation the fully trained first stage's predictions
   * @param seed of the SVMs' probabilities
   */
  public static SecondStage train(
      TaskColumns tasks, HalfTrained half, Cases validation, long seed) {
    WeightSearch search = new WeightSearch(tasks);
    double[][] ofHalf = fuse(weigh(search, half.validation()), half.otherHalf().branches());
    SvmCluster cluster =
        SvmCluster.train(
            tasks, beside(ofHalf, half.otherHalf().metadata()), half.otherHalf().labels(), seed);
    WeightSearch.Branches scheme1 = weigh(search, validation);
    double[][] p1 = fuse(scheme1, validation.branches());
    double[][] p2 = cluster.probabilities(beside(p1, validation.metadata()));
    return new SecondStage(
        scheme1,
        cluster,
        search.stages(WeightSearch.stageCandidates(), p1, p2, validation.labels()));
  }

  private static WeightSearch.Branches weigh(WeightSearch search, Cases cases) {
    BranchProbabilities of = cases.branches();
    return search.branches(
        WeightSearch.branchCandidates(), of.derm(), of.clin(), of.fusion(), cases.labels());
  }

  private static double[][] fuse(WeightSearch.Branches weights, BranchProbabilities branches) {
    return weights.fuse(branches.derm(), branches.clin(), branches.fusion());
  }

  /** Probabilities first, then metadata: F_comb. */
  private static double[][] beside(double[][] probabilities, double[][] metadata) {
    return IntStream.range(0, metadata.length)
        .mapToObj(i -> joined(probabilities[i], metadata[i]))
        .toArray(double[][]::new);
  }

  private static double[] joined(double[] first, double[] second) {
    double[] all = Arrays.copyOf(first, first.length + second.length);
    System.arraycopy(second, 0, all, first.length, second.length);
    return all;
  }

  /**
   * P3 (Eq. 6.6) of new cases.
   *
   * @param branches of the fully trained first stage
   * @param metadata as in training
   * @return [case][column of the tasks]
   */
  public double[][] probabilities(BranchProbabilities branches, double[][] metadata) {
    double[][] p1 = fuse(scheme1, branches);
    return scheme2.fuse(p1, cluster.probabilities(beside(p1, metadata)));
  }

  /**
   * The answers about one case for any metadata.
   *
   * @param branches of the fully trained first stage, one case
   */
  public MetadataModel given(BranchProbabilities branches) {
    double[] p1 = fuse(scheme1, branches)[0];
    return metadata -> {
      double[][] repeated = new double[metadata.length][];
      Arrays.fill(repeated, p1);
      return scheme2.fuse(repeated, cluster.probabilities(beside(repeated, metadata)));
    };
  }
}
