package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;

/**
 * A block of the convolutional branch, [batch, in, h, w] to [batch, out, h / stride, w / stride],
 * into which the token branch may speak and which it may overhear.
 */
public abstract class ConvolutionalBlock extends Layer {
  static final double EPS = 1e-6;
  static final int NARROWING = 4; // the middle is so many times narrower than the end

  /**
   * @param in channels that come in
   * @param out channels that go out
   * @param stride of the 3 x 3 convolution
   * @param residual a 1 x 1 convolution as shortcut, needed where the shape changes
   */
  record Shape(int in, int out, int stride, boolean residual) {}

  /** The paper's block, or ResNet's where the ablation takes it away. */
  static ConvolutionalBlock of(Build build, Shape shape, Ablation ablation) {
    return ablation.rep() ? new Mbr(build, shape) : new Bottleneck(build, shape);
  }

  /**
   * @param out the block's maps
   * @param inner the narrow maps of the middle, which the tokens read
   */
  public record Maps(NDArray out, NDArray inner) {}

  /**
   * @param tokens what the token branch adds in front of the 3 x 3 convolution, [batch, out / 4, h,
   *     w]
   */
  public abstract Maps maps(NDArray x, Optional<NDArray> tokens);

  @Override
  public final NDArray forward(NDArray x) {
    return maps(x, Optional.empty()).out();
  }
}
