package org.vigil.models.method.fzlpr;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Dropout;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;

/**
 * The top network that turns DenseNet's last maps into findings (FZLPR, section 3.2): two
 * convolutions without padding, a dense layer, and batch normalisation on the logits themselves.
 *
 * <p>[batch, channels, 7, 7] to [batch, classes]. Not thread-safe.
 */
public final class FzlprTop extends Layer {
  private static final double EPS = 1e-3; // The paper's framework's default; not stated.
  private static final int SIDE = 3; // 7 to 5 to 3

  private final Conv2d conv1;
  private final BatchNorm2d bn1;
  private final Conv2d conv2;
  private final BatchNorm2d bn2;
  private final Linear fc1;
  private final BatchNorm2d bn3;
  private final Linear fc2;
  private final BatchNorm2d bn4;
  private final Dropout dropout;

  /**
   * @param in channels of the maps; 1024 for DenseNet121
   */
  public FzlprTop(Build build, int in, FzlprConfiguration.Top top, int classes) {
    conv1 = child("conv1", Conv2d.of(in, top.filters1(), 3).withBias().build(build));
    bn1 = child("bn1", new BatchNorm2d(build, top.filters1(), EPS));
    conv2 = child("conv2", Conv2d.of(top.filters1(), top.filters2(), 3).withBias().build(build));
    bn2 = child("bn2", new BatchNorm2d(build, top.filters2(), EPS));
    fc1 = child("fc1", new Linear(build, top.filters2() * SIDE * SIDE, top.hidden()));
    bn3 = child("bn3", new BatchNorm2d(build, top.hidden(), EPS));
    fc2 = child("fc2", new Linear(build, top.hidden(), classes));
    bn4 = child("bn4", new BatchNorm2d(build, classes, EPS));
    dropout = child("dropout", new Dropout(top.dropout()));
  }

  @Override
  public NDArray forward(NDArray maps) {
    NDArray x = Activation.relu(bn1.forward(conv1.forward(maps))); // [batch, 256, 5, 5]
    x = Activation.relu(bn2.forward(conv2.forward(x))); // [batch, 128, 3, 3]
    NDArray flat = dropout.forward(x).reshape(x.getShape().get(0), -1); // [batch, 1152]
    NDArray hidden = Activation.relu(bn3.forward(fc1.forward(flat))); // [batch, 64]
    return bn4.forward(fc2.forward(hidden));
  }
}
