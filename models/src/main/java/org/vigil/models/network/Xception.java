package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Sequential;

/**
 * Xception (Chollet 2017, doi 10.1109/CVPR.2017.195) in timm's form ({@code xception}). Stages end
 * where the maps' sides halve next: after blocks 1, 2 and 11 and at the end.
 */
public final class Xception extends Network {
  private static final int FEATURE_WIDTH = 2048;

  private final Conv2d conv1;
  private final BatchNorm2d bn1;
  private final Conv2d conv2;
  private final BatchNorm2d bn2;
  private final Sequential[] stages = {
    new Sequential(), new Sequential(), new Sequential(), new Sequential()
  };
  private final Separable conv3;
  private final BatchNorm2d bn3;
  private final Separable conv4;
  private final BatchNorm2d bn4;
  private final Linear fc;

  private Xception(Build build, NetworkOptions options) {
    options.requirePublishedForm("Xception");
    conv1 = child("conv1", Conv2d.of(options.channels(), 32, 3).withStride(2).build(build));
    bn1 = child("bn1", new BatchNorm2d(build, 32).after(conv1).then(NonLinearity.RELU));
    conv2 = child("conv2", Conv2d.of(32, 64, 3).build(build));
    bn2 = child("bn2", new BatchNorm2d(build, 64).after(conv2).then(NonLinearity.RELU));
    block(0, "block1", Block.firstOfAll(build, 64, 128));
    block(1, "block2", Block.halving(build, 128, 256));
    block(2, "block3", Block.halving(build, 256, 728));
    for (int i = 4; i <= 11; i++) {
      block(2, "block" + i, Block.middle(build, 728));
    }
    block(3, "block12", Block.lateGrowing(build, 728, 1024));
    conv3 = child("conv3", new Separable(build, 1024, 1536));
    bn3 = child("bn3", conv3.norm(build, 1536).then(NonLinearity.RELU));
    conv4 = child("conv4", new Separable(build, 1536, FEATURE_WIDTH));
    bn4 = child("bn4", conv4.norm(build, FEATURE_WIDTH).then(NonLinearity.RELU));
    fc = child("fc", new Linear(build, FEATURE_WIDTH, options.classes()));
  }

  private void block(int stage, String name, Block block) {
    stages[stage].add(child(name, block));
  }

  public static Xception xception(Build build, NetworkOptions options) {
    return new Xception(build, options);
  }

  @Override
  public int stageCount() {
    return stages.length;
  }

  @Override
  public NDArray stage(int index, NDArray x) {
    NDArray y = stages[index].forward(index == 0 ? Intermediates.freedAfter(() -> stem(x)) : x);
    return index == stages.length - 1 ? Intermediates.freedAfter(() -> end(y)) : y;
  }

  private NDArray stem(NDArray x) {
    return bn2.forward(conv2.forward(bn1.forward(conv1.forward(x))));
  }

  private NDArray end(NDArray x) {
    NDArray y = bn3.forward(conv3.forward(x));
    return bn4.forward(conv4.forward(y)); // [batch, 2048, h / 32, w / 32]
  }

  @Override
  public NDArray head(NDArray features) {
    return fc.forward(embedding(features));
  }

  @Override
  public int featureWidth() {
    return FEATURE_WIDTH;
  }

  /** 3 x 3 on each map by itself, then 1 x 1 across them. */
  private static final class Separable extends Layer {
    private final Conv2d conv1;
    private final Conv2d pointwise;

    Separable(Build build, int in, int out) {
      conv1 = child("conv1", Conv2d.depthwise(in, 3).build(build));
      pointwise = child("pointwise", Conv2d.of(in, out, 1).build(build));
    }

    /** The normalisation behind it. */
    BatchNorm2d norm(Build build, int out) {
      return new BatchNorm2d(build, out).after(pointwise);
    }

    @Override
    public NDArray forward(NDArray x) {
      return pointwise.forward(conv1.forward(x));
    }
  }

  /** Separable convolutions with a shortcut (Fig. 5). */
  private static final class Block extends Layer {
    private final Sequential rep;
    private Conv2d skip;
    private BatchNorm2d skipbn;

    private Block() {
      this.rep = child("rep", new Sequential());
    }

    /** Does not start with a ReLU, for the stem ended with one. */
    static Block firstOfAll(Build build, int in, int out) {
      Block block = new Block();
      block.separable(build, in, out);
      block.reluSeparable(build, out, out);
      return block.halved(build, in, out);
    }

    static Block halving(Build build, int in, int out) {
      Block block = new Block();
      block.reluSeparable(build, in, out);
      block.reluSeparable(build, out, out);
      return block.halved(build, in, out);
    }

    /** Gets its width in the second convolution. */
    static Block lateGrowing(Build build, int in, int out) {
      Block block = new Block();
      block.reluSeparable(build, in, in);
      block.reluSeparable(build, in, out);
      return block.halved(build, in, out);
    }

    static Block middle(Build build, int width) {
      Block block = new Block();
      for (int i = 0; i < 3; i++) {
        block.reluSeparable(build, width, width);
      }
      return block;
    }

    private void reluSeparable(Build build, int in, int out) {
      rep.then(Activation::relu);
      separable(build, in, out);
    }

    private void separable(Build build, int in, int out) {
      Separable convolution = new Separable(build, in, out);
      rep.add(convolution).add(convolution.norm(build, out));
    }

    private Block halved(Build build, int in, int out) {
      rep.then(x -> Pooling.max(x, 3, 2, 1));
      skip = child("skip", Conv2d.of(in, out, 1).withStride(2).build(build));
      skipbn = child("skipbn", new BatchNorm2d(build, out).after(skip));
      return this;
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(
          () -> {
            NDArray shortcut = skip == null ? x : skipbn.forward(skip.forward(x));
            return rep.forward(x).add(shortcut);
          });
    }
  }
}
