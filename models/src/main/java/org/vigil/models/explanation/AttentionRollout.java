package org.vigil.models.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.NoGradients;

/**
 * How much of what the class token ends with came from each other token: the layers' attention,
 * averaged over heads, half of it replaced by the residual path, multiplied through (Abnar and
 * Zuidema 2020, doi 10.18653/v1/2020.acl-main.385, section 3). Says where the network looked, for
 * no class in particular. Stateless.
 */
public final class AttentionRollout {
  private AttentionRollout() {}

  /**
   * What each token but the first gave to the first.
   *
   * @param attention of every layer, first layer first: [batch, heads, tokens, tokens], rows sum to
   *     1
   * @return [batch][tokens - 1]; a row and what the class token kept of itself sum to 1
   */
  public static float[][] of(List<NDArray> attention) {
    if (attention.isEmpty()) {
      throw new IllegalArgumentException("no layer's attention");
    }
    return NoGradients.run(() -> perPicture(firstRow(attention)));
  }

  /** [batch, 1, tokens], from the last layer down, which needs one row instead of a matrix. */
  private static NDArray firstRow(List<NDArray> attention) {
    NDArray row = mixed(attention.getLast()).get(":, :1");
    for (NDArray layer : attention.reversed().subList(1, attention.size())) {
      row = row.matMul(mixed(layer));
    }
    return row;
  }

  /** Half from attention, half past it. */
  private static NDArray mixed(NDArray layer) {
    NDManager manager = layer.getManager();
    long tokens = layer.getShape().get(2);
    return layer.mean(new int[] {1}).add(manager.eye(Math.toIntExact(tokens))).mul(0.5);
  }

  private static float[][] perPicture(NDArray row) {
    List<float[]> pictures = new ArrayList<>();
    for (int i = 0; i < row.getShape().get(0); i++) {
      pictures.add(row.get(i).get("0, 1:").toFloatArray());
    }
    return pictures.toArray(float[][]::new);
  }
}
