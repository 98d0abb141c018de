package org.vigil.models.method.dualrefnet;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;

/**
 * A transposed convolution of 4 x 4, stride 2, padding 1: [batch, in, h, w] to [batch, out, 2 h, 2
 * w]. DJL's own throws, so the pixels are set apart by zeros and convolved with the turned kernel.
 */
final class DoublingConvolution extends Layer {
  private static final int KERNEL = 4;
  private static final int PADDING = 2; // KERNEL - 1 - 1

  private final NDArray weight; // [in, out, 4, 4]
  private final NDArray bias; // [out]

  DoublingConvolution(Build build, int in, int out) {
    Shape shape = new Shape(in, out, KERNEL, KERNEL);
    float std = (float) Math.sqrt(2.0 / (in * 4.0)); // four of the sixteen taps meet a pixel
    float[] values = new float[(int) shape.size()];
    for (int i = 0; i < values.length; i++) {
      values[i] = (float) (build.random().nextGaussian() * std);
    }
    this.weight = learnt("weight", build.manager().create(values, shape));
    this.bias = learnt("bias", build.manager().zeros(new Shape(out)));
  }

  @Override
  public NDArray forward(NDArray x) {
    Shape shape = x.getShape();
    long height = 2 * shape.get(2);
    long width = 2 * shape.get(3);
    NDArray turned = weight.flip(2, 3).transpose(1, 0, 2, 3); // [out, in, 4, 4]
    Shape padding = new Shape(PADDING, PADDING);
    NDArray y =
        ai.djl.nn.convolutional.Conv2d.conv2d(
                apart(x), turned, bias, new Shape(1, 1), padding, new Shape(1, 1), 1)
            .singletonOrThrow(); // one row and one column too many
    return y.get(":, :, :" + height + ", :" + width);
  }

  /** A zero after every pixel, to the right and below: [batch, in, 2 h, 2 w]. */
  private static NDArray apart(NDArray x) {
    Shape s = x.getShape();
    NDArray pixels = x.reshape(s.get(0), s.get(1), s.get(2), 1, s.get(3), 1);
    NDArray right = NDArrays.concat(new NDList(pixels, pixels.zerosLike()), 5);
    NDArray both = NDArrays.concat(new NDList(right, right.zerosLike()), 3);
    return both.reshape(s.get(0), s.get(1), 2 * s.get(2), 2 * s.get(3));
  }
}
