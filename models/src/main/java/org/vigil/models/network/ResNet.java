package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Residual;
import org.vigil.models.nn.Sequential;

/**
 * ResNet (He et al. 2016, doi 10.1109/CVPR.2016.90), torchvision's form: stride in the 3 x 3
 * convolution of the bottleneck.
 */
public final class ResNet extends Network {
  private static final int PUBLISHED_WIDTH = 64;
  private static final int STAGES = 4;

  private final boolean smallImages;
  private final int featureWidth;
  private final Conv2d conv1;
  private final BatchNorm2d bn1;
  private final Sequential[] layers = new Sequential[STAGES];
  private final Linear fc;
  private int channels;

  /**
   * @param blocks residual blocks of each stage
   * @param bottleneck three-convolution blocks that widen by 4, instead of two-convolution ones
   */
  private ResNet(Build build, NetworkOptions options, int[] blocks, boolean bottleneck) {
    int width = options.width() == 0 ? PUBLISHED_WIDTH : options.width();
    this.smallImages = options.smallImages();
    this.conv1 = child("conv1", stem(options, width).build(build));
    this.bn1 = child("bn1", new BatchNorm2d(build, width).after(conv1).then(NonLinearity.RELU));
    this.channels = width;
    for (int stage = 0; stage < STAGES; stage++) {
      int stride = stage == 0 ? 1 : 2;
      layers[stage] =
          child(
              "layer" + (stage + 1),
              stage(build, blocks[stage], width << stage, stride, bottleneck));
    }
    this.featureWidth = channels;
    this.fc = child("fc", new Linear(build, featureWidth, options.classes()));
  }

  public static ResNet resnet18(Build build, NetworkOptions options) {
    return new ResNet(build, options, new int[] {2, 2, 2, 2}, false);
  }

  public static ResNet resnet34(Build build, NetworkOptions options) {
    return new ResNet(build, options, new int[] {3, 4, 6, 3}, false);
  }

  public static ResNet resnet50(Build build, NetworkOptions options) {
    return new ResNet(build, options, new int[] {3, 4, 6, 3}, true);
  }

  public static ResNet resnet101(Build build, NetworkOptions options) {
    return new ResNet(build, options, new int[] {3, 4, 23, 3}, true);
  }

  private static Conv2d.Spec stem(NetworkOptions options, int width) {
    return options.smallImages()
        ? Conv2d.of(options.channels(), width, 3).withPadding(1)
        : Conv2d.of(options.channels(), width, 7).withStride(2).withPadding(3);
  }

  private Sequential stage(Build build, int blocks, int width, int stride, boolean bottleneck) {
    Sequential stage = new Sequential();
    for (int i = 0; i < blocks; i++) {
      int blockStride = i == 0 ? stride : 1;
      Block block =
          bottleneck
              ? new Bottleneck(build, channels, width, blockStride)
              : new BasicBlock(build, channels, width, blockStride);
      stage.add(block);
      channels = bottleneck ? width * Bottleneck.EXPANSION : width;
    }
    return stage;
  }

  @Override
  public int stageCount() {
    return STAGES;
  }

  /** [batch, ., h / 4, 8, 16, 32, .]; h / 1, 2, 4, 8 with the small stem. */
  @Override
  public NDArray stage(int index, NDArray x) {
    return layers[index].forward(index == 0 ? Intermediates.freedAfter(() -> stem(x)) : x);
  }

  private NDArray stem(NDArray x) {
    NDArray y = bn1.forward(conv1.forward(x));
    return smallImages ? y : Pooling.max(y, 3, 2, 1);
  }

  @Override
  public NDArray head(NDArray features) {
    return fc.forward(Pooling.globalAverage(features));
  }

  @Override
  public int featureWidth() {
    return featureWidth;
  }

  /** A residual block: relu(branch(x) + shortcut(x)). */
  private abstract static class Block extends Layer {
    private Sequential downsample;

    /** A 1 x 1 convolution where the shape changes; torchvision registers it last. */
    final void shortcut(Build build, int in, int out, int stride) {
      if (stride != 1 || in != out) {
        Conv2d conv = Conv2d.of(in, out, 1).withStride(stride).build(build);
        Layer norm = new BatchNorm2d(build, out).after(conv);
        downsample = child("downsample", new Sequential().add(conv).add(norm));
      }
    }

    abstract NDArray branch(NDArray x);

    @Override
    public final NDArray forward(NDArray x) {
      return Intermediates.freedAfter(
          () -> {
            NDArray shortcut = downsample == null ? x : downsample.forward(x);
            return Residual.rectified(branch(x), shortcut);
          });
    }
  }

  /** Two 3 x 3 convolutions. */
  private static final class BasicBlock extends Block {
    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;

    BasicBlock(Build build, int in, int width, int stride) {
      conv1 =
          child("conv1", Conv2d.of(in, width, 3).withStride(stride).withPadding(1).build(build));
      bn1 = child("bn1", new BatchNorm2d(build, width).after(conv1).then(NonLinearity.RELU));
      conv2 = child("conv2", Conv2d.of(width, width, 3).withPadding(1).build(build));
      bn2 = child("bn2", new BatchNorm2d(build, width).after(conv2));
      shortcut(build, in, width, stride);
    }

    @Override
    NDArray branch(NDArray x) {
      NDArray y = bn1.forward(conv1.forward(x));
      return bn2.forward(conv2.forward(y));
    }
  }

  /** 1 x 1, 3 x 3, 1 x 1. */
  private static final class Bottleneck extends Block {
    static final int EXPANSION = 4;

    private final Conv2d conv1;
    private final BatchNorm2d bn1;
    private final Conv2d conv2;
    private final BatchNorm2d bn2;
    private final Conv2d conv3;
    private final BatchNorm2d bn3;

    Bottleneck(Build build, int in, int width, int stride) {
      int out = width * EXPANSION;
      conv1 = child("conv1", Conv2d.of(in, width, 1).build(build));
      bn1 = child("bn1", new BatchNorm2d(build, width).after(conv1).then(NonLinearity.RELU));
      conv2 =
          child("conv2", Conv2d.of(width, width, 3).withStride(stride).withPadding(1).build(build));
      bn2 = child("bn2", new BatchNorm2d(build, width).after(conv2).then(NonLinearity.RELU));
      conv3 = child("conv3", Conv2d.of(width, out, 1).build(build));
      bn3 = child("bn3", new BatchNorm2d(build, out).after(conv3));
      shortcut(build, in, out, stride);
    }

    @Override
    NDArray branch(NDArray x) {
      NDArray y = bn1.forward(conv1.forward(x));
      y = bn2.forward(conv2.forward(y));
      return bn3.forward(conv3.forward(y));
    }
  }
}
