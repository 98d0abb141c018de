package org.vigil.models.network;

import static org.vigil.models.nn.NonLinearity.HARDSIGMOID;
import static org.vigil.models.nn.NonLinearity.HARDSWISH;
import static org.vigil.models.nn.NonLinearity.IDENTITY;
import static org.vigil.models.nn.NonLinearity.RELU;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.ConvNorm;
import org.vigil.models.nn.Dropout;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Sequential;
import org.vigil.models.nn.SqueezeExcitation;

/** MobileNetV3 (Howard et al. 2019, doi 10.1109/ICCV.2019.00140) in torchvision's form. */
public final class MobileNetV3 extends StagedNetwork {
  private static final double NORM_EPS = 1e-3;
  private static final double NORM_MOMENTUM = 0.01;
  private static final int SQUEEZE = 4; // squeeze-and-excitation divides the maps by it
  private static final int LAST_EXPANSION = 6;
  private static final double DROPOUT = 0.2;

  /** Table 2 of the paper. */
  private static final Form SMALL =
      new Form(
          List.of(
              new Bneck(3, 16, 16, true, RELU, 2),
              new Bneck(3, 72, 24, false, RELU, 2),
              new Bneck(3, 88, 24, false, RELU, 1),
              new Bneck(5, 96, 40, true, HARDSWISH, 2),
              new Bneck(5, 240, 40, true, HARDSWISH, 1),
              new Bneck(5, 240, 40, true, HARDSWISH, 1),
              new Bneck(5, 120, 48, true, HARDSWISH, 1),
              new Bneck(5, 144, 48, true, HARDSWISH, 1),
              new Bneck(5, 288, 96, true, HARDSWISH, 2),
              new Bneck(5, 576, 96, true, HARDSWISH, 1),
              new Bneck(5, 576, 96, true, HARDSWISH, 1)),
          1024,
          List.of(2, 4, 9, 13));

  /** Table 1 of the paper. */
  private static final Form LARGE =
      new Form(
          List.of(
              new Bneck(3, 16, 16, false, RELU, 1),
              new Bneck(3, 64, 24, false, RELU, 2),
              new Bneck(3, 72, 24, false, RELU, 1),
              new Bneck(5, 72, 40, true, RELU, 2),
              new Bneck(5, 120, 40, true, RELU, 1),
              new Bneck(5, 120, 40, true, RELU, 1),
              new Bneck(3, 240, 80, false, HARDSWISH, 2),
              new Bneck(3, 200, 80, false, HARDSWISH, 1),
              new Bneck(3, 184, 80, false, HARDSWISH, 1),
              new Bneck(3, 184, 80, false, HARDSWISH, 1),
              new Bneck(3, 480, 112, true, HARDSWISH, 1),
              new Bneck(3, 672, 112, true, HARDSWISH, 1),
              new Bneck(5, 672, 160, true, HARDSWISH, 2),
              new Bneck(5, 960, 160, true, HARDSWISH, 1),
              new Bneck(5, 960, 160, true, HARDSWISH, 1)),
          1280,
          List.of(4, 7, 13, 17));

  private final Sequential classifier;
  private final int featureWidth;

  /**
   * @param hidden width of the classifier's first layer
   * @param stageEnds position behind each stage's last step
   */
  private record Form(List<Bneck> blocks, int hidden, List<Integer> stageEnds) {

    /** Maps of the last block. */
    int last(double multiplier) {
      return ChannelCounts.divisible(blocks.getLast().out * multiplier);
    }
  }

  /** A row of the paper's tables. */
  private record Bneck(
      int kernel, int expanded, int out, boolean squeezes, NonLinearity function, int stride) {}

  private MobileNetV3(Build build, NetworkOptions options, Form form, double multiplier) {
    super(features(build, options, form, multiplier), form.stageEnds);
    this.featureWidth = LAST_EXPANSION * form.last(multiplier);
    int hidden = ChannelCounts.divisible(form.hidden * multiplier);
    this.classifier =
        child(
            "classifier",
            new Sequential()
                .add(Linear.gaussian(build, featureWidth, hidden, 0.01))
                .then(HARDSWISH::of)
                .add(new Dropout(DROPOUT))
                .add(Linear.gaussian(build, hidden, options.classes(), 0.01)));
  }

  public static MobileNetV3 small(Build build, NetworkOptions options) {
    return small(build, options, 1);
  }

  /**
   * @param multiplier of every width; 1 as published
   */
  public static MobileNetV3 small(Build build, NetworkOptions options, double multiplier) {
    return new MobileNetV3(build, options, SMALL, multiplier);
  }

  public static MobileNetV3 large(Build build, NetworkOptions options) {
    return new MobileNetV3(build, options, LARGE, 1);
  }

  private static Sequential features(
      Build build, NetworkOptions options, Form form, double multiplier) {
    options.requirePublishedForm("MobileNetV3");
    int channels = ChannelCounts.divisible(16 * multiplier);
    Conv2d.Spec stem = Conv2d.of(options.channels(), channels, 3).withStride(2).withPadding(1);
    Sequential features = new Sequential().add(norm(build, stem, HARDSWISH));
    for (Bneck row : form.blocks) {
      int expanded = ChannelCounts.divisible(row.expanded * multiplier);
      int out = ChannelCounts.divisible(row.out * multiplier);
      features.add(new InvertedResidual(build, channels, expanded, out, row));
      channels = out;
    }
    Conv2d.Spec last = Conv2d.of(channels, LAST_EXPANSION * channels, 1);
    return features.add(norm(build, last, HARDSWISH));
  }

  private static ConvNorm norm(Build build, Conv2d.Spec spec, NonLinearity function) {
    return new ConvNorm(build, spec, function, NORM_EPS, NORM_MOMENTUM);
  }

  @Override
  public NDArray head(NDArray features) {
    return classifier.forward(embedding(features));
  }

  @Override
  public int featureWidth() {
    return featureWidth;
  }

  /** MobileNetV2's block with squeeze-and-excitation (Fig. 4). */
  private static final class InvertedResidual extends Layer {
    private final Sequential block;
    private final boolean shortcut;

    InvertedResidual(Build build, int in, int expanded, int out, Bneck row) {
      this.block = child("block", new Sequential());
      if (expanded != in) {
        block.add(norm(build, Conv2d.of(in, expanded, 1), row.function));
      }
      Conv2d.Spec each = Conv2d.depthwise(expanded, row.kernel).withStride(row.stride);
      block.add(norm(build, each, row.function));
      if (row.squeezes) {
        int squeezed = ChannelCounts.divisible(expanded / SQUEEZE);
        block.add(new SqueezeExcitation(build, expanded, squeezed, RELU, HARDSIGMOID));
      }
      block.add(norm(build, Conv2d.of(expanded, out, 1), IDENTITY));
      this.shortcut = row.stride == 1 && in == out;
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(() -> shortcut ? x.add(block.forward(x)) : block.forward(x));
    }
  }
}
