package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.JniUtils;

/**
 * Batch normalisation over [batch, channels, h, w], as {@code torch.nn.BatchNorm2d}: running
 * statistics, which training passes update.
 */
public final class BatchNorm2d extends Layer {
  static final double EPS = 1e-5;
  static final double MOMENTUM = 0.1;

  private final NDArray weight;
  private final NDArray bias;
  private final NDArray runningMean;
  private final NDArray runningVar;
  private final double eps;
  private final double momentum;
  private Conv2d before;
  private NonLinearity function = NonLinearity.IDENTITY;
  private boolean folded; // into the convolution before it
  private boolean inPlace;

  public BatchNorm2d(Build build, int channels) {
    this(build, channels, EPS);
  }

  public BatchNorm2d(Build build, int channels, double eps) {
    this(build, channels, eps, MOMENTUM);
  }

  /**
   * @param eps added to the variance
   * @param momentum share of a training batch in the running statistics
   */
  public BatchNorm2d(Build build, int channels, double eps, double momentum) {
    Shape shape = new Shape(channels);
    this.weight = learnt("weight", build.ones(shape));
    this.bias = learnt("bias", build.zeros(shape));
    this.runningMean = buffer("running_mean", build.zeros(shape));
    this.runningVar = buffer("running_var", build.ones(shape));
    buffer("num_batches_tracked", build.manager().zeros(new Shape(), DataType.INT64));
    this.eps = eps;
    this.momentum = momentum;
  }

  /**
   * Says that this layer reads nothing but that convolution's output, so that the two can become
   * one.
   */
  public BatchNorm2d after(Conv2d convolution) {
    this.before = convolution;
    return this;
  }

  /** Applies a function to what it has normalised. */
  public BatchNorm2d then(NonLinearity behind) {
    this.function = behind;
    return this;
  }

  @Override
  public NDArray forward(NDArray x) {
    if (folded) {
      return x;
    }
    return inPlace && !JniUtils.isGradMode() ? rectified(x) : function.of(normalised(x));
  }

  /** The rectifier writes over what was normalised instead of into new memory. */
  private NDArray rectified(NDArray x) {
    try (IValue scale = EngineFunctions.value(weight);
        IValue shift = EngineFunctions.value(bias);
        IValue mean = EngineFunctions.value(runningMean);
        IValue variance = EngineFunctions.value(runningVar);
        IValue least = IValue.from(eps)) {
      return EngineFunctions.call("normalise", x, scale, shift, mean, variance, least);
    }
  }

  private NDArray normalised(NDArray x) {
    // The binding's parameter names are wrong; this is the order that the native side reads.
    return JniUtils.batchNorm(
        (PtNDArray) x,
        (PtNDArray) runningMean,
        (PtNDArray) runningVar,
        (PtNDArray) weight,
        (PtNDArray) bias,
        isTraining(),
        momentum,
        eps);
  }

  /** Becomes part of the convolution in front of it, function and all. For inference only. */
  void fold() {
    if (folded) {
      return;
    }
    if (before == null) {
      inPlace = function == NonLinearity.RELU;
      return;
    }
    NDArray scale = weight.div(runningVar.add(eps).sqrt());
    NDArray shift = bias.sub(runningMean.mul(scale));
    before.absorb(scale, shift, function);
    folded = true;
  }

  /** Share of a training batch in the running statistics. */
  public double momentum() {
    return momentum;
  }

  /** The mean that evaluation uses, [channels]. */
  public NDArray runningMean() {
    return runningMean;
  }

  /** The variance that evaluation uses, [channels]. */
  public NDArray runningVar() {
    return runningVar;
  }
}
