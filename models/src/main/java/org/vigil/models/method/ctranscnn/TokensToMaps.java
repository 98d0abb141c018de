package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Optional;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Interpolation;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Module;

/**
 * T2C: the tokens as maps for the convolutional branch (CTransCNN, Eq. 10-14, without the last 1 x
 * 1 convolution, which the public implementation has not). [batch, 1 + h w, dim] to [batch, out, h
 * stride, w stride].
 */
public final class TokensToMaps extends Module {
  private final Conv2d project;
  private final BatchNorm2d bn;
  private final Optional<Gate> gate;
  private final int stride;

  /**
   * @param stride how many times finer the maps' grid is than the tokens'
   * @param gated as in the paper; otherwise a projection alone, for the ablation
   */
  public TokensToMaps(Build build, int width, int out, int stride, boolean gated) {
    this.project = child("conv_project", Conv2d.of(width, out, 1).withBias().build(build));
    this.bn = child("bn", new BatchNorm2d(build, out, ConvolutionalBlock.EPS));
    this.gate = gated ? Optional.of(child("gate", new Gate(build, out))) : Optional.empty();
    withoutName("gate");
    this.stride = stride;
  }

  /**
   * @param height rows of the tokens' grid
   * @param width columns of the tokens' grid
   */
  public NDArray forward(NDArray tokens, long height, long width) {
    NDArray places = tokens.get(":, 1:").transpose(0, 2, 1); // without the class token
    long batch = places.getShape().get(0);
    NDArray grid = places.reshape(batch, places.getShape().get(1), height, width);
    NDArray x = Activation.relu(bn.forward(project.forward(grid)));
    NDArray fine = Interpolation.BILINEAR.resize(x, height * stride, width * stride);
    return gate.map(g -> g.forward(fine)).orElse(fine);
  }

  /** Eq. 13 and 14: what the channels know of each other, added to them. */
  private static final class Gate extends Layer {
    private final Conv2d conv2;
    private final Conv2d conv3;

    Gate(Build build, int width) {
      conv2 = child("conv2", Conv2d.of(width, width, 1).withBias().build(build));
      conv3 = child("conv3", Conv2d.of(width, width, 1).withBias().build(build));
    }

    @Override
    public NDArray forward(NDArray x) {
      return x.add(Activation.sigmoid(conv3.forward(Activation.relu(conv2.forward(x)))));
    }
  }
}
