package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.LayerNorm2d;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Sequential;
import org.vigil.models.nn.StochasticDepth;

/** ConvNeXt (Liu et al. 2022, doi 10.1109/CVPR52688.2022.01167) in torchvision's form. */
public final class ConvNeXt extends StagedNetwork {
  private static final double NORM_EPS = 1e-6;
  private static final double STD = 0.02; // of first values
  private static final Sizes TINY = new Sizes(List.of(96, 192, 384, 768), List.of(3, 3, 9, 3), 0.1);

  private final Sequential classifier;
  private final LayerNorm2d norm;
  private final int featureWidth;

  /**
   * Sizes of a ConvNeXt.
   *
   * @param widths of the four stages
   * @param depths blocks of each stage
   * @param dropped share of cases in training that lose the last block's branch; rises linearly
   */
  private record Sizes(List<Integer> widths, List<Integer> depths, double dropped) {
    List<Integer> stageEnds() {
      return List.of(2, 4, 6, 8);
    }

    int blocks() {
      return depths.stream().mapToInt(Integer::intValue).sum();
    }
  }

  private ConvNeXt(Build build, NetworkOptions options, Sizes sizes) {
    super(features(build, options, sizes), sizes.stageEnds());
    this.featureWidth = sizes.widths.getLast();
    this.norm = new LayerNorm2d(build, featureWidth, NORM_EPS);
    this.classifier =
        child(
            "classifier",
            new Sequential()
                .add(norm)
                .then(ConvNeXt::flat)
                .add(Linear.gaussian(build, featureWidth, options.classes(), STD)));
  }

  public static ConvNeXt tiny(Build build, NetworkOptions options) {
    return new ConvNeXt(build, options, TINY);
  }

  private static Sequential features(Build build, NetworkOptions options, Sizes sizes) {
    options.requirePublishedForm("ConvNeXt");
    int width = sizes.widths.getFirst();
    Conv2d.Spec patches = Conv2d.of(options.channels(), width, 4).withStride(4).withBias();
    Sequential features =
        new Sequential()
            .add(
                new Sequential()
                    .add(patches.build(build))
                    .add(new LayerNorm2d(build, width, NORM_EPS)));
    int before = 0; // blocks so far
    for (int stage = 0; stage < sizes.depths.size(); stage++) {
      if (stage > 0) {
        features.add(halving(build, sizes.widths.get(stage - 1), sizes.widths.get(stage)));
      }
      Sequential blocks = new Sequential();
      for (int i = 0; i < sizes.depths.get(stage); i++) {
        double dropped = sizes.dropped * before++ / (sizes.blocks() - 1);
        blocks.add(new Block(build, sizes.widths.get(stage), dropped));
      }
      features.add(blocks);
    }
    return features;
  }

  private static Sequential halving(Build build, int in, int out) {
    return new Sequential()
        .add(new LayerNorm2d(build, in, NORM_EPS))
        .add(Conv2d.of(in, out, 2).withStride(2).withBias().build(build));
  }

  private static NDArray flat(NDArray x) {
    return x.reshape(x.getShape().get(0), x.getShape().get(1));
  }

  @Override
  public NDArray head(NDArray features) {
    return classifier.forward(mean(features));
  }

  /** The mean of the maps, normalised over the channels. */
  @Override
  public NDArray embedding(NDArray features) {
    return flat(norm.forward(mean(features)));
  }

  private static NDArray mean(NDArray maps) {
    return Pooling.globalAverage(maps).expandDims(2).expandDims(3); // [batch, width, 1, 1]
  }

  @Override
  public int featureWidth() {
    return featureWidth;
  }

  @Override
  public void leaveClassifierOut() {
    classifier.leaveOut("2"); // the norm at 0 belongs to the embedding
  }

  /** 7 x 7 on each map, norm, and two linear maps of each pixel's channels (Fig. 4). */
  private static final class Block extends Layer {
    private static final int EXPANSION = 4;
    private static final float FIRST_SCALE = 1e-6f;

    private final NDArray scale; // [width, 1, 1]
    private final Sequential block;
    private final StochasticDepth drop;

    Block(Build build, int width, double dropped) {
      Shape perMap = new Shape(width, 1, 1);
      this.scale = learnt("layer_scale", build.manager().full(perMap, FIRST_SCALE));
      Conv2d.Spec each = Conv2d.of(width, width, 7).withPadding(3).withGroups(width).withBias();
      this.block =
          child(
              "block",
              new Sequential()
                  .add(each.build(build))
                  .then(x -> x.transpose(0, 2, 3, 1)) // [batch, h, w, width]
                  .add(new LayerNorm(build, width, NORM_EPS))
                  .add(Linear.gaussian(build, width, EXPANSION * width, STD))
                  .then(NonLinearity.GELU::of)
                  .add(Linear.gaussian(build, EXPANSION * width, width, STD))
                  .then(x -> x.transpose(0, 3, 1, 2))); // [batch, width, h, w]
      this.drop = child("stochastic_depth", new StochasticDepth(dropped));
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(() -> drop.forward(block.forward(x).mul(scale)).add(x));
    }
  }
}
