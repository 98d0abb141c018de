package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;

/**
 * A 2-D convolution, [batch, in, h, w] to [batch, out, h', w'], as {@code torch.nn.Conv2d}.
 *
 * <p>First values: Kaiming normal over the fan-out, as torchvision's networks start.
 */
public final class Conv2d extends Layer {
  private final NDArray weight; // [out, in / groups, kernel, kernel]
  private final Geometry geometry;
  private NDArray bias; // [out], or null for a convolution without
  private NonLinearity function = NonLinearity.IDENTITY; // applied to the results
  private Optional<PackedConvolution> packed = Optional.empty();

  /** Where the kernel goes: everything of the convolution but its weights. */
  record Geometry(Shape stride, Shape padding, Shape dilation, int groups) {}

  private Conv2d(Build build, Spec spec) {
    long fanOut = (long) spec.out * spec.kernel * spec.kernel / spec.groups;
    Shape shape = new Shape(spec.out, spec.in / spec.groups, spec.kernel, spec.kernel);
    this.weight = learnt("weight", build.normal(shape, Math.sqrt(2.0 / fanOut)));
    this.bias = spec.bias ? learnt("bias", build.zeros(new Shape(spec.out))) : null;
    this.geometry =
        new Geometry(square(spec.stride), square(spec.padding), square(spec.dilation), spec.groups);
  }

  private static Shape square(int side) {
    return new Shape(side, side);
  }

  /** A convolution to be described further; stride 1, no padding, no bias until said otherwise. */
  public static Spec of(int in, int out, int kernel) {
    return new Spec(in, out, kernel, 1, 0, 1, 1, false);
  }

  /** One filter a map, which keeps the sides of maps at stride 1. */
  public static Spec depthwise(int channels, int kernel) {
    return of(channels, channels, kernel).withPadding(kernel / 2).withGroups(channels);
  }

  /** Applies a function to its results. */
  public Conv2d then(NonLinearity behind) {
    this.function = behind;
    return this;
  }

  @Override
  public NDArray forward(NDArray x) {
    if (packed.isPresent() && !JniUtils.isGradMode()) {
      return packed.get().forward(x);
    }
    return function.of(
        ai.djl.nn.convolutional.Conv2d.conv2d(
                x,
                weight,
                bias,
                geometry.stride,
                geometry.padding,
                geometry.dilation,
                geometry.groups)
            .singletonOrThrow());
  }

  /**
   * Takes an affine map of its output channels and a function behind it in: y = f(scale * conv(x) +
   * shift). For inference only: the bias that appears is not registered as a parameter.
   *
   * @param scale [out]
   * @param shift [out], already holding what becomes of an earlier bias
   */
  void absorb(NDArray scale, NDArray shift, NonLinearity behind) {
    weight.muli(scale.reshape(-1, 1, 1, 1));
    NDArray scaled = bias == null ? shift : bias.mul(scale).add(shift);
    scaled.attach(weight.getManager());
    NDScope.unregister(scaled); // Outlives the scope in which it was computed.
    bias = scaled;
    function = behind;
  }

  /** Lays the weights out as the CPU's convolutions read them. For inference only. */
  void pack() {
    boolean possible = !weight.getDevice().isGpu() && function.engineName().isPresent();
    if (packed.isPresent() || !possible) {
      return;
    }
    NDArray added = bias == null ? weight.getManager().zeros(new Shape(out())) : bias;
    packed = Optional.of(new PackedConvolution(weight, added, geometry, function));
  }

  private long out() {
    return weight.getShape().get(0);
  }

  /**
   * What a convolution is to be.
   *
   * @param in channels in
   * @param out channels out
   * @param kernel side in pixels
   */
  public record Spec(
      int in,
      int out,
      int kernel,
      int stride,
      int padding,
      int dilation,
      int groups,
      boolean bias) {

    public Spec withStride(int pixels) {
      return new Spec(in, out, kernel, pixels, padding, dilation, groups, bias);
    }

    public Spec withPadding(int pixels) {
      return new Spec(in, out, kernel, stride, pixels, dilation, groups, bias);
    }

    public Spec withDilation(int pixels) {
      return new Spec(in, out, kernel, stride, padding, pixels, groups, bias);
    }

    public Spec withGroups(int count) {
      return new Spec(in, out, kernel, stride, padding, dilation, count, bias);
    }

    public Spec withBias() {
      return new Spec(in, out, kernel, stride, padding, dilation, groups, true);
    }

    public Conv2d build(Build build) {
      return new Conv2d(build, this);
    }
  }
}
