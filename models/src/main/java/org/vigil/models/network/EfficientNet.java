package org.vigil.models.network;

import static org.vigil.models.nn.NonLinearity.IDENTITY;
import static org.vigil.models.nn.NonLinearity.SIGMOID;
import static org.vigil.models.nn.NonLinearity.SILU;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.ConvNorm;
import org.vigil.models.nn.Dropout;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Sequential;
import org.vigil.models.nn.SqueezeExcitation;
import org.vigil.models.nn.StochasticDepth;

/** EfficientNet (Tan and Le 2019, arXiv 1905.11946) in torchvision's form. */
public final class EfficientNet extends StagedNetwork {
  private static final int STEM = 32;
  private static final int LAST_EXPANSION = 4;
  private static final int SQUEEZE = 4; // squeeze-and-excitation divides a block's input by it
  private static final double DROPPED_BRANCHES = 0.2; // of the last block; rises linearly
  private static final List<Integer> STAGE_ENDS = List.of(3, 4, 6, 9);

  /** EfficientNet-B0, Table 1 of the paper; the others scale it. */
  private static final List<Group> GROUPS =
      List.of(
          new Group(1, 3, 1, 16, 1),
          new Group(6, 3, 2, 24, 2),
          new Group(6, 5, 2, 40, 2),
          new Group(6, 3, 2, 80, 3),
          new Group(6, 5, 1, 112, 3),
          new Group(6, 5, 2, 192, 4),
          new Group(6, 3, 1, 320, 1));

  private final Sequential classifier;
  private final int featureWidth;

  /**
   * Blocks of one width.
   *
   * @param stride of the first block
   */
  private record Group(int expansion, int kernel, int stride, int width, int blocks) {}

  /** Compound scaling (section 3.3): how a member of the family differs from B0. */
  private record Scale(double width, double depth, double dropout) {
    int channels(int ofB0) {
      return ChannelCounts.divisible(ofB0 * width);
    }

    int blocks(Group group) {
      return (int) Math.ceil(group.blocks * depth);
    }

    int blocks() {
      return GROUPS.stream().mapToInt(this::blocks).sum();
    }

    int last() {
      return LAST_EXPANSION * channels(GROUPS.getLast().width);
    }
  }

  private EfficientNet(Build build, NetworkOptions options, Scale scale) {
    super(features(build, options, scale), STAGE_ENDS);
    this.featureWidth = scale.last();
    this.classifier =
        child(
            "classifier",
            new Sequential()
                .add(new Dropout(scale.dropout))
                .add(new Linear(build, featureWidth, options.classes())));
  }

  public static EfficientNet b3(Build build, NetworkOptions options) {
    return new EfficientNet(build, options, new Scale(1.2, 1.4, 0.3));
  }

  public static EfficientNet b4(Build build, NetworkOptions options) {
    return new EfficientNet(build, options, new Scale(1.4, 1.8, 0.4));
  }

  private static Sequential features(Build build, NetworkOptions options, Scale scale) {
    options.requirePublishedForm("EfficientNet");
    int channels = scale.channels(STEM);
    Conv2d.Spec stem = Conv2d.of(options.channels(), channels, 3).withStride(2).withPadding(1);
    Sequential features = new Sequential().add(new ConvNorm(build, stem, SILU));
    int before = 0; // blocks so far
    for (Group group : GROUPS) {
      Sequential blocks = new Sequential();
      for (int i = 0; i < scale.blocks(group); i++) {
        double dropped = DROPPED_BRANCHES * before++ / scale.blocks();
        int stride = i == 0 ? group.stride : 1;
        blocks.add(
            new MbConv(build, channels, scale.channels(group.width), stride, group, dropped));
        channels = scale.channels(group.width);
      }
      features.add(blocks);
    }
    return features.add(new ConvNorm(build, Conv2d.of(channels, scale.last(), 1), SILU));
  }

  @Override
  public NDArray head(NDArray features) {
    return classifier.forward(embedding(features));
  }

  @Override
  public int featureWidth() {
    return featureWidth;
  }

  /** MobileNetV2's block with squeeze-and-excitation. */
  private static final class MbConv extends Layer {
    private final Sequential block;
    private final boolean shortcut;
    private final StochasticDepth drop;

    MbConv(Build build, int in, int out, int stride, Group group, double dropped) {
      int expanded = ChannelCounts.divisible(in * group.expansion);
      this.block = child("block", new Sequential());
      if (expanded != in) {
        block.add(new ConvNorm(build, Conv2d.of(in, expanded, 1), SILU));
      }
      Conv2d.Spec each = Conv2d.depthwise(expanded, group.kernel).withStride(stride);
      int squeezed = Math.max(1, in / SQUEEZE);
      block
          .add(new ConvNorm(build, each, SILU))
          .add(new SqueezeExcitation(build, expanded, squeezed, SILU, SIGMOID))
          .add(new ConvNorm(build, Conv2d.of(expanded, out, 1), IDENTITY));
      this.shortcut = stride == 1 && in == out;
      this.drop = child("stochastic_depth", new StochasticDepth(dropped));
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(
          () -> shortcut ? drop.forward(block.forward(x)).add(x) : block.forward(x));
    }
  }
}
