package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.fusion.WeightSearch;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.nn.NoGradients;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.TestTimeTransform;

/**
 * The prediction scheme of AMMFM (Eq. 5.4), PEMM (section 5.4.3.1) and FusionM4Net's first stage
 * (section 6.2.3): each branch's probabilities, averaged over several looks at both pictures. How
 * much each branch counts is then searched on validation cases with {@link WeightSearch#branches}.
 *
 * <p>Not thread-safe: it runs a network.
 *
 * @param network in evaluation mode
 * @param manager of the network's tensors
 * @param tasks what the columns mean
 * @param looks at least one; {@link TestTimeTransform#PAIRED} in the dissertation
 * @param batch cases per pass
 */
public record PairedPredictor(
    PairedNetwork network,
    NDManager manager,
    TaskColumns tasks,
    List<TestTimeTransform> looks,
    int batch) {
  public PairedPredictor {
    if (looks.isEmpty() || batch < 1) {
      throw new IllegalArgumentException("needs a look and a batch of at least one");
    }
    looks = List.copyOf(looks);
  }

  /**
   * Two pictures of one lesion, ready for the network; of one size over all cases.
   *
   * @param derm dermoscopic
   * @param clin clinical
   */
  public record Pair(Planes derm, Planes clin) {}

  /** One row per case, in order. */
  public BranchProbabilities predict(List<Pair> cases) {
    if (cases.isEmpty()) {
      throw new IllegalArgumentException("no cases");
    }
    Optional<BranchProbabilities> all = Optional.empty();
    for (int from = 0; from < cases.size(); from += batch) {
      BranchProbabilities some = looked(cases.subList(from, upTo(from, cases.size())));
      all = Optional.of(all.map(before -> before.and(some)).orElse(some));
    }
    return all.orElseThrow();
  }

  private int upTo(int from, int size) {
    return Math.min(size, from + batch);
  }

  private BranchProbabilities looked(List<Pair> cases) {
    return BranchProbabilities.mean(
        looks.stream().map(look -> NoGradients.run(() -> pass(cases, look))).toList());
  }

  private BranchProbabilities pass(List<Pair> cases, TestTimeTransform look) {
    NDArray derm = PictureArrays.of(manager, seen(cases, Pair::derm, look));
    NDArray clin = PictureArrays.of(manager, seen(cases, Pair::clin, look));
    return BranchProbabilities.of(network.predict(derm, clin), tasks);
  }

  private static List<Planes> seen(
      List<Pair> cases, Function<Pair, Planes> which, TestTimeTransform look) {
    return cases.stream().map(which).map(look::apply).toList();
  }
}
