package org.vigil.models.method.jif;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.vigil.models.nn.Scalar;

/**
 * Logits of a {@link JifNetwork}, [batch, classes] each.
 *
 * @param alone of each modality by itself; empty under the joint structure
 * @param fusion of both together
 */
public record JifOutputs(Optional<Individual> alone, NDArray fusion) {

  private static final int HEADS = 3;

  /**
   * @param image logits from the image
   * @param metadata logits from the metadata
   */
  public record Individual(NDArray image, NDArray metadata) {}

  /** "OFB" (section 4.3.3): softmax of the fused head, [batch, classes]. */
  public NDArray fusedProbabilities() {
    return fusion.softmax(1);
  }

  /**
   * "All" (section 4.3.3): mean of the heads' softmax outputs; the fused one where it is the only
   * head.
   */
  public NDArray probabilities() {
    return alone
        .map(each -> each.image().softmax(1).add(each.metadata().softmax(1)))
        .map(sum -> Scalar.div(sum.add(fusion.softmax(1)), HEADS))
        .orElseGet(this::fusedProbabilities);
  }
}
