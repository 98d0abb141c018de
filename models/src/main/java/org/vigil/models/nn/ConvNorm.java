package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;

/**
 * A convolution, a batch normalisation and a function, named 0 and 1, as torchvision's {@code
 * Conv2dNormActivation}.
 */
public final class ConvNorm extends Layer {
  private final Conv2d convolution;
  private final BatchNorm2d norm;

  public ConvNorm(Build build, Conv2d.Spec spec, NonLinearity function) {
    this(build, spec, function, BatchNorm2d.EPS, BatchNorm2d.MOMENTUM);
  }

  /**
   * @param eps added to the variance
   * @param momentum share of a training batch in the running statistics
   */
  public ConvNorm(
      Build build, Conv2d.Spec spec, NonLinearity function, double eps, double momentum) {
    this.convolution = child("0", spec.build(build));
    this.norm =
        child(
            "1",
            new BatchNorm2d(build, spec.out(), eps, momentum).after(convolution).then(function));
  }

  @Override
  public NDArray forward(NDArray x) {
    return norm.forward(convolution.forward(x));
  }
}
