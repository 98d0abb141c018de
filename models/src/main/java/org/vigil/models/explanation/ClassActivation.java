package org.vigil.models.explanation;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.DataType;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.network.Network;
import org.vigil.models.nn.NoGradients;

/**
 * Class activation maps by gradient: which cells of a network's feature maps speak for a class. One
 * forward pass of the features and one of the rest in both directions; the weights' own gradients
 * are untouched. As thread-safe as the network: one thread at a time.
 */
public enum ClassActivation {
  /**
   * Every map weighs as much as its mean gradient (Selvaraju et al. 2017, doi 10.1109/ICCV.2017.74,
   * Eq. 1-2).
   */
  GRAD_CAM("Grad-CAM") {
    @Override
    NDArray weights(NDArray maps, NDArray gradients) {
      return gradients.mean(new int[] {3}, true).mean(new int[] {2}, true);
    }
  },

  /**
   * Cells with a positive gradient weigh more the fewer of them there are, which finds several
   * things of a class and small ones better (Chattopadhay et al. 2018, doi 10.1109/WACV.2018.00097,
   * Eq. 10, 11 and 19, for the exponential of the logit).
   */
  GRAD_CAM_PLUS_PLUS("Grad-CAM++") {
    @Override
    NDArray weights(NDArray maps, NDArray gradients) {
      NDArray squared = gradients.square();
      NDArray sums = maps.sum(CELLS, true);
      NDArray below = squared.mul(2).add(squared.mul(gradients).mul(sums));
      // Where the gradient is 0 the share is 0 / 0, and counts for nothing.
      NDArray shares = squared.div(below.add(below.eq(0).toType(DataType.FLOAT32, false)));
      return shares.mul(gradients.maximum(0)).sum(CELLS, true);
    }
  };

  private static final int[] CELLS = {2, 3};

  private final String display;

  ClassActivation(String display) {
    this.display = display;
  }

  /** Its name in the papers. */
  public String display() {
    return display;
  }

  /** What each map weighs: [batch, channels, 1, 1]. */
  abstract NDArray weights(NDArray maps, NDArray gradients);

  /** Of the last feature maps, see {@link #of(Network, NDArray, int[], int)}. */
  public List<HeatMap> of(Network network, NDArray pictures, int[] classes) {
    return of(network, pictures, classes, network.stageCount() - 1);
  }

  /**
   * One map per picture, in the resolution of the stage's feature maps.
   *
   * @param network in evaluation mode
   * @param pictures [batch, channels, h, w]
   * @param classes the explained class of each picture
   * @param stage whose maps are looked at, from 0; early ones are finer and say less
   * @throws IllegalArgumentException if the stage hands on tokens instead of maps (for those there
   *     is {@link AttentionRollout}), or for a class that the network does not have
   */
  public List<HeatMap> of(Network network, NDArray pictures, int[] classes, int stage) {
    requireOneEach(pictures, classes);
    boolean recorded = JniUtils.isGradMode();
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray maps = NoGradients.kept(() -> upTo(network, pictures, stage));
      requireMaps(maps);
      JniUtils.setGradMode(true);
      NDArray gradients = gradients(network, maps, classes, stage);
      JniUtils.setGradMode(false);
      NDArray heat = weights(maps, gradients).mul(maps).sum(new int[] {1}).maximum(0);
      return split(heat);
    } finally {
      JniUtils.setGradMode(recorded);
    }
  }

  private static NDArray upTo(Network network, NDArray pictures, int stage) {
    NDArray x = pictures;
    for (int i = 0; i <= stage; i++) {
      x = network.stage(i, x);
    }
    return x;
  }

  /** Of each picture's class logit with respect to its maps. */
  private static NDArray gradients(Network network, NDArray maps, int[] classes, int stage) {
    NDArray leaf = maps.duplicate();
    leaf.setRequiresGradient(true);
    NDArray x = leaf;
    for (int i = stage + 1; i < network.stageCount(); i++) {
      x = network.stage(i, x);
    }
    NDArray logits = network.head(x);
    // One picture's logits depend on its own maps alone: their sum has every picture's gradient.
    NDArray sum = logits.mul(chosen(logits, classes)).sum();
    JniUtils.backward((PtNDArray) sum, (PtNDArray) sum.onesLike(), false, false);
    return leaf.getGradient();
  }

  private static NDArray chosen(NDArray logits, int[] classes) {
    int count = Math.toIntExact(logits.getShape().get(1));
    float[] chosen = new float[classes.length * count];
    for (int i = 0; i < classes.length; i++) {
      if (classes[i] < 0 || classes[i] >= count) {
        throw new IllegalArgumentException("class " + classes[i] + " of " + count);
      }
      chosen[i * count + classes[i]] = 1;
    }
    return logits.getManager().create(chosen, logits.getShape());
  }

  private static List<HeatMap> split(NDArray heat) {
    int rows = Math.toIntExact(heat.getShape().get(1));
    int columns = Math.toIntExact(heat.getShape().get(2));
    List<HeatMap> split = new ArrayList<>();
    for (int i = 0; i < heat.getShape().get(0); i++) {
      split.add(new HeatMap(rows, columns, heat.get(i).toFloatArray()));
    }
    return split;
  }

  private static void requireOneEach(NDArray pictures, int[] classes) {
    if (pictures.getShape().get(0) != classes.length) {
      throw new IllegalArgumentException(
          classes.length + " classes for pictures " + pictures.getShape());
    }
  }

  private static void requireMaps(NDArray maps) {
    if (maps.getShape().dimension() != 4) {
      throw new IllegalArgumentException("the stage hands on tokens, " + maps.getShape());
    }
  }
}
