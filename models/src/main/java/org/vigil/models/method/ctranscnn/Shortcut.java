package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Sequential;

/** What a block adds to its result: its input, or a 1 x 1 convolution of it. */
final class Shortcut extends Layer {
  private final Sequential steps = new Sequential();

  Shortcut(Build build, ConvolutionalBlock.Shape shape) {
    if (shape.residual()) {
      Conv2d.Spec one = Conv2d.of(shape.in(), shape.out(), 1).withStride(shape.stride());
      steps.add("residual_conv", one.build(build));
      steps.add("residual_bn", new BatchNorm2d(build, shape.out(), ConvolutionalBlock.EPS));
    }
    child("steps", steps);
    withoutName("steps");
  }

  @Override
  public NDArray forward(NDArray x) {
    return steps.forward(x);
  }
}
