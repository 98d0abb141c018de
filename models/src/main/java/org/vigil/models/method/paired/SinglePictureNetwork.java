package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;

/**
 * One picture alone: an encoder and a branch, what the methods for paired pictures are compared
 * with (Table 5.18), and the answer where a lesion has only one picture.
 */
public final class SinglePictureNetwork extends Layer {
  private final ImageEncoder encoder;
  private final TaskBranch branch;

  /**
   * @param tasks answers of each question, in order
   */
  public SinglePictureNetwork(
      Build build, ImageEncoder encoder, TaskBranch.Widths widths, List<Integer> tasks) {
    this.encoder = child("image", encoder);
    this.branch = child("branch", new TaskBranch(build, encoder.width(), widths, tasks));
  }

  /** Pictures [batch, 3, h, w] to the questions' logits side by side, [batch, sum of answers]. */
  @Override
  public NDArray forward(NDArray pictures) {
    return branch.forward(encoder.forward(pictures));
  }
}
