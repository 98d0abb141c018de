package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.nn.Activation;
import java.util.Optional;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Module;
import org.vigil.models.nn.Pooling;

/**
 * C2T: the convolutional branch's maps as tokens (CTransCNN, Eq. 6-9, in the form of the public
 * implementation). [batch, in, h, w] to [batch, 1 + h w / stride^2, dim], the class token in front.
 */
public final class MapsToTokens extends Module {
  private final Conv2d project;
  private final Optional<Gate> gate;
  private final LayerNorm ln;
  private final int stride;

  /**
   * @param stride side of the pooling that brings the maps to the tokens' grid
   * @param gated as in the paper; otherwise a projection alone, for the ablation
   */
  public MapsToTokens(Build build, int in, int width, int stride, boolean gated) {
    this.project = child("conv_project", Conv2d.of(in, width, 1).withBias().build(build));
    this.gate = gated ? Optional.of(child("gate", new Gate(build, width))) : Optional.empty();
    withoutName("gate");
    this.ln = child("ln", new LayerNorm(build, width, Mmaef.EPS));
    this.stride = stride;
  }

  /**
   * @param tokens whose first is the class token, [batch, tokens, dim]
   */
  public NDArray forward(NDArray maps, NDArray tokens) {
    NDArray projected = project.forward(maps);
    NDArray gated = gate.map(g -> g.forward(projected)).orElse(projected);
    NDArray x = Pooling.average(gated, stride, stride);
    long batch = x.getShape().get(0);
    NDArray rows = x.reshape(batch, x.getShape().get(1), -1).transpose(0, 2, 1);
    NDArray read = Activation.gelu(ln.forward(rows));
    return NDArrays.concat(new NDList(tokens.get(":, :1"), read), 1);
  }

  /** Eq. 6 and 7: what the channels know of each other, added to them. */
  private static final class Gate extends Layer {
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;

    Gate(Build build, int width) {
      conv1 = child("conv1", Conv2d.of(width, width, 1).withBias().build(build));
      bn1 = child("bn1", new BatchNorm2d(build, width, ConvolutionalBlock.EPS));
      conv2 = child("conv2", Conv2d.of(width, width, 1).withBias().build(build));
    }

    @Override
    public NDArray forward(NDArray x) {
      return x.add(conv2.forward(Activation.sigmoid(bn1.forward(conv1.forward(x)))));
    }
  }
}
