package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.norm.Dropout;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Sequential;

/**
 * From one branch's features to its answers to all questions (section 5.3.2.1; widths as the
 * published counts need them): two layers with batch normalisation, swish and dropout, then one
 * linear head per question.
 */
public final class TaskBranch extends Layer {
  private static final double DROPOUT = 0.3;

  private final Sequential trunk = child("trunk", new Sequential());
  private final List<Linear> heads = new ArrayList<>();

  /**
   * Widths of the two layers of a trunk.
   *
   * @param first after the first layer; 512
   * @param second after the second layer; 128
   */
  public record Widths(int first, int second) {
    public static final Widths PUBLISHED = new Widths(512, 128);
  }

  /**
   * @param inputs width of the features
   * @param tasks answers of each question, in order
   */
  public TaskBranch(Build build, int inputs, Widths widths, List<Integer> tasks) {
    layer(build, 0, inputs, widths.first());
    layer(build, 4, widths.first(), widths.second());
    Sequential all = child("heads", new Sequential());
    for (int answers : tasks) {
      Linear head = new Linear(build, widths.second(), answers);
      heads.add(head);
      all.add(head);
    }
  }

  /** Named as in a sequence of linear, normalisation, swish, dropout. */
  private void layer(Build build, int position, int in, int out) {
    trunk
        .add(Integer.toString(position), new Linear(build, in, out))
        .add(Integer.toString(position + 1), new BatchNorm2d(build, out))
        .add(Integer.toString(position + 2), new SwishDropout());
  }

  /** [batch, inputs] to the questions' logits side by side, [batch, sum of answers]. */
  @Override
  public NDArray forward(NDArray features) {
    NDArray shared = trunk.forward(features);
    NDList logits = new NDList();
    heads.forEach(head -> logits.add(head.forward(shared)));
    return NDArrays.concat(logits, 1);
  }

  private static final class SwishDropout extends Layer {
    @Override
    public NDArray forward(NDArray x) {
      NDArray y = NonLinearity.SILU.of(x);
      return isTraining() ? Dropout.dropout(y, (float) DROPOUT, true).singletonOrThrow() : y;
    }
  }
}
