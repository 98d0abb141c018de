package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.ConvNorm;
import org.vigil.models.nn.Dropout;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Sequential;

/** MobileNetV2 (Sandler et al. 2018, doi 10.1109/CVPR.2018.00474) in torchvision's form. */
public final class MobileNetV2 extends StagedNetwork {
  private static final int STEM = 32;
  private static final int LAST = 1280;
  private static final List<Integer> STAGE_ENDS = List.of(4, 7, 14, 19);
  private static final double DROPOUT = 0.2;

  /** Table 2 of the paper. */
  private static final List<Group> GROUPS =
      List.of(
          new Group(1, 16, 1, 1),
          new Group(6, 24, 2, 2),
          new Group(6, 32, 3, 2),
          new Group(6, 64, 4, 2),
          new Group(6, 96, 3, 1),
          new Group(6, 160, 3, 2),
          new Group(6, 320, 1, 1));

  private final Sequential classifier;
  private final int featureWidth;

  /**
   * Blocks of one width.
   *
   * @param expansion of the maps inside a block
   * @param stride of the first block
   */
  private record Group(int expansion, int width, int blocks, int stride) {}

  /**
   * @param multiplier of every width; 1 as published
   */
  public MobileNetV2(Build build, NetworkOptions options, double multiplier) {
    super(features(build, options, multiplier), STAGE_ENDS);
    this.featureWidth = last(multiplier);
    this.classifier =
        child(
            "classifier",
            new Sequential()
                .add(new Dropout(DROPOUT))
                .add(Linear.gaussian(build, featureWidth, options.classes(), 0.01)));
  }

  public static MobileNetV2 published(Build build, NetworkOptions options) {
    return new MobileNetV2(build, options, 1);
  }

  private static int last(double multiplier) {
    return ChannelCounts.divisible(LAST * Math.max(1, multiplier));
  }

  private static Sequential features(Build build, NetworkOptions options, double multiplier) {
    options.requirePublishedForm("MobileNetV2");
    int channels = ChannelCounts.divisible(STEM * multiplier);
    Conv2d.Spec stem = Conv2d.of(options.channels(), channels, 3).withStride(2).withPadding(1);
    Sequential features = new Sequential().add(new ConvNorm(build, stem, NonLinearity.RELU6));
    for (Group group : GROUPS) {
      int width = ChannelCounts.divisible(group.width * multiplier);
      for (int i = 0; i < group.blocks; i++) {
        int stride = i == 0 ? group.stride : 1;
        features.add(new InvertedResidual(build, channels, width, stride, group.expansion));
        channels = width;
      }
    }
    Conv2d.Spec last = Conv2d.of(channels, last(multiplier), 1);
    return features.add(new ConvNorm(build, last, NonLinearity.RELU6));
  }

  @Override
  public NDArray head(NDArray features) {
    return classifier.forward(embedding(features));
  }

  @Override
  public int featureWidth() {
    return featureWidth;
  }

  /** 1 x 1 to more maps, 3 x 3 on each map, 1 x 1 to fewer without a function (Fig. 4d). */
  private static final class InvertedResidual extends Layer {
    private final Sequential conv;
    private final boolean shortcut;

    InvertedResidual(Build build, int in, int out, int stride, int expansion) {
      int hidden = in * expansion;
      this.conv = child("conv", new Sequential());
      if (expansion != 1) {
        conv.add(new ConvNorm(build, Conv2d.of(in, hidden, 1), NonLinearity.RELU6));
      }
      Conv2d.Spec each = Conv2d.depthwise(hidden, 3).withStride(stride);
      Conv2d project = Conv2d.of(hidden, out, 1).build(build);
      conv.add(new ConvNorm(build, each, NonLinearity.RELU6))
          .add(project)
          .add(new BatchNorm2d(build, out).after(project));
      this.shortcut = stride == 1 && in == out;
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(() -> shortcut ? x.add(conv.forward(x)) : conv.forward(x));
    }
  }
}
