package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Optional;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Scalar;

/**
 * The multi-branch residual block of the convolutional branch (CTransCNN, section 3.2, Fig. 5b).
 * The inner branch applies the same batch normalisation twice; in training its running statistics
 * move once a pass.
 */
public final class Mbr extends ConvolutionalBlock {
  private final Conv2d conv1;
  private final BatchNorm2d bn1;
  private final Conv2d convIdentity;
  private final BatchNorm2d bnOut;
  private final Conv2d conv2;
  private final BatchNorm2d bn2;
  private final Conv2d conv3;
  private final BatchNorm2d bn3;
  private final Conv2d inner;
  private final Shortcut shortcut;

  Mbr(Build build, Shape shape) {
    int in = shape.in();
    int out = shape.out();
    int stride = shape.stride();
    int middle = out / NARROWING;
    conv1 = child("conv1", Conv2d.of(in, middle, 1).build(build));
    bn1 = child("bn1", new BatchNorm2d(build, middle, EPS));
    convIdentity = child("conv_identity", Conv2d.of(in, out, 1).withStride(stride).build(build));
    bnOut = child("bn_out", new BatchNorm2d(build, out, EPS));
    Conv2d.Spec three = Conv2d.of(middle, middle, 3).withStride(stride).withPadding(1);
    conv2 = child("conv2", three.build(build));
    bn2 = child("bn2", new BatchNorm2d(build, middle, EPS));
    conv3 = child("conv3", Conv2d.of(middle, out, 1).build(build));
    bn3 = child("bn3", new BatchNorm2d(build, out, EPS));
    inner = child("conv_64_16", Conv2d.of(middle, middle, 1).build(build));
    shortcut = child("shortcut", new Shortcut(build, shape));
    withoutName("shortcut");
  }

  @Override
  public Maps maps(NDArray x, Optional<NDArray> tokens) {
    NDArray narrow = Activation.relu(bn1.forward(conv1.forward(x)));
    NDArray h = conv2.forward(tokens.map(narrow::add).orElse(narrow));
    NDArray read = Activation.relu(Scalar.mul(bn2.forward(h), 2).add(inner.forward(h)));
    NDArray wide = bn3.forward(conv3.forward(read));
    NDArray identity = bnOut.forward(convIdentity.forward(x));
    return new Maps(Activation.relu(wide.add(shortcut.forward(x)).add(identity)), read);
  }
}
