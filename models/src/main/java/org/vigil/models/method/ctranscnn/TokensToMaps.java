package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Module;

/**
 * T2C: the tokens as maps for the convolutional branch (CTransCNN, Eq. 10-14, without the last 1 x
 * 1 convolution, which the public implementation has not). [batch, 1 + h w, dim] to [batch, out, h
 * stride, w stride].
 */
public final class TokensToMaps extends Module {
  private static final int BILINEAR = 2;

  private final Conv2d project;
  private final BatchNorm2d bn;
  private final Conv2d conv2;
  private final Conv2d conv3;
  private final int stride;

  public TokensToMaps(Build build, int width, int out, int stride) {
    this.project = child("conv_project", Conv2d.of(width, out, 1).withBias().build(build));
    this.bn = child("bn", new BatchNorm2d(build, out, Mbr.EPS));
    this.conv2 = child("conv2", Conv2d.of(out, out, 1).withBias().build(build));
    this.conv3 = child("conv3", Conv2d.of(out, out, 1).withBias().build(build));
    this.stride = stride;
  }

  /** Without a grid the tokens have no place. */
  @Override
  public NDArray forward(NDArray tokens) {
    throw new UnsupportedOperationException("needs tokens and their grid");
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
    long[] size = {height * stride, width * stride};
    x = JniUtils.interpolate((PtNDArray) x, size, BILINEAR, false);
    return x.add(Activation.sigmoid(conv3.forward(Activation.relu(conv2.forward(x)))));
  }
}
