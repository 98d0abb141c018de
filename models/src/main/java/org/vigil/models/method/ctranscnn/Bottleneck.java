package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import java.util.Optional;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;

/** ResNet's residual block (CTransCNN, Fig. 5a), the convolutional branch of the ablation. */
final class Bottleneck extends ConvolutionalBlock {
  private final Conv2d conv1;
  private final BatchNorm2d bn1;
  private final Conv2d conv2;
  private final BatchNorm2d bn2;
  private final Conv2d conv3;
  private final BatchNorm2d bn3;
  private final Shortcut shortcut;

  Bottleneck(Build build, Shape shape) {
    int middle = shape.out() / NARROWING;
    conv1 = child("conv1", Conv2d.of(shape.in(), middle, 1).build(build));
    bn1 = child("bn1", new BatchNorm2d(build, middle, EPS));
    Conv2d.Spec three = Conv2d.of(middle, middle, 3).withStride(shape.stride()).withPadding(1);
    conv2 = child("conv2", three.build(build));
    bn2 = child("bn2", new BatchNorm2d(build, middle, EPS));
    conv3 = child("conv3", Conv2d.of(middle, shape.out(), 1).build(build));
    bn3 = child("bn3", new BatchNorm2d(build, shape.out(), EPS));
    shortcut = child("shortcut", new Shortcut(build, shape));
    withoutName("shortcut");
  }

  @Override
  public Maps maps(NDArray x, Optional<NDArray> tokens) {
    NDArray narrow = Activation.relu(bn1.forward(conv1.forward(x)));
    NDArray h = conv2.forward(tokens.map(narrow::add).orElse(narrow));
    NDArray read = Activation.relu(bn2.forward(h));
    NDArray wide = bn3.forward(conv3.forward(read));
    return new Maps(Activation.relu(wide.add(shortcut.forward(x))), read);
  }
}
