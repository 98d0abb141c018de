package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Dropout;
import org.vigil.models.nn.Intermediates;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Sequential;
import org.vigil.models.nn.StochasticDepth;

/**
 * Swin Transformer (Liu et al. 2021, doi 10.1109/ICCV48922.2021.00986) and its second version (Liu
 * et al. 2022, doi 10.1109/CVPR52688.2022.01170) in torchvision's form. Works on [batch, h, w,
 * width] inside; maps between stages have channels first, as every network's.
 */
public final class SwinTransformer extends Network {
  private static final double NORM_EPS = 1e-5;
  private static final double STD = 0.02; // of first values
  private static final int PATCH = 4;

  private final Sequential features;
  private final LayerNorm norm;
  private final Linear head;
  private final Sizes sizes;

  /** The two forms of the blocks. */
  public enum Version {
    /** Norm before each branch, a table of position biases. */
    V1,
    /** Norm behind each branch, cosine attention, position biases from a small network. */
    V2
  }

  /**
   * Sizes of a Swin Transformer.
   *
   * @param width of the first stage; each stage doubles it
   * @param depths blocks of each stage
   * @param heads of attention in each stage; divide the stage's width
   * @param window side of a window in tokens
   * @param dropped share of cases in training that lose the last block's branches; rises linearly
   */
  public record Sizes(
      Version version,
      int width,
      List<Integer> depths,
      List<Integer> heads,
      int window,
      double dropped) {
    public Sizes {
      depths = List.copyOf(depths);
      heads = List.copyOf(heads);
      if (depths.size() != heads.size()) {
        throw new IllegalArgumentException("depths " + depths + ", heads " + heads);
      }
    }

    /** Channels of a stage's maps. */
    public int width(int stage) {
      return width << stage;
    }

    private int blocks() {
      return depths.stream().mapToInt(Integer::intValue).sum();
    }
  }

  /** A Swin Transformer of sizes of its own, such as a small one for tests. */
  public SwinTransformer(Build build, NetworkOptions options, Sizes sizes) {
    options.requirePublishedForm("Swin Transformer");
    this.sizes = sizes;
    this.features = child("features", new Sequential().add(patches(build, options, sizes.width)));
    int before = 0; // blocks so far
    for (int stage = 0; stage < stageCount(); stage++) {
      if (stage > 0) {
        features.add(new PatchMerging(build, sizes.width(stage - 1), sizes.version));
      }
      Sequential blocks = new Sequential();
      for (int i = 0; i < sizes.depths.get(stage); i++) {
        double dropped = sizes.dropped * before++ / (sizes.blocks() - 1);
        blocks.add(new Block(build, sizes, stage, i % 2 == 1, dropped));
      }
      features.add(blocks);
    }
    this.norm = child("norm", new LayerNorm(build, featureWidth(), NORM_EPS));
    this.head = child("head", Linear.gaussian(build, featureWidth(), options.classes(), STD));
  }

  public static SwinTransformer swinT(Build build, NetworkOptions options) {
    return new SwinTransformer(build, options, tiny(Version.V1, 7));
  }

  public static SwinTransformer swinV2T(Build build, NetworkOptions options) {
    return new SwinTransformer(build, options, tiny(Version.V2, 8));
  }

  private static Sizes tiny(Version version, int window) {
    return new Sizes(version, 96, List.of(2, 2, 6, 2), List.of(3, 6, 12, 24), window, 0.2);
  }

  private static Sequential patches(Build build, NetworkOptions options, int width) {
    Conv2d.Spec spec = Conv2d.of(options.channels(), width, PATCH).withStride(PATCH).withBias();
    return new Sequential()
        .add(spec.build(build))
        .then(SwinTransformer::channelsLast)
        .add(new LayerNorm(build, width, NORM_EPS));
  }

  private static NDArray channelsLast(NDArray x) {
    return x.transpose(0, 2, 3, 1);
  }

  @Override
  public int stageCount() {
    return sizes.depths.size();
  }

  /** [batch, ., h / 4, 8, 16, 32, .]. */
  @Override
  public NDArray stage(int index, NDArray x) {
    NDArray tokens = index == 0 ? x : channelsLast(x);
    return features.forward(tokens, 2 * index, 2 * index + 2).transpose(0, 3, 1, 2);
  }

  /** The mean of the normalised tokens. */
  @Override
  public NDArray embedding(NDArray features) {
    NDArray tokens = norm.forward(channelsLast(features));
    return super.embedding(tokens.transpose(0, 3, 1, 2));
  }

  @Override
  public NDArray head(NDArray features) {
    return head.forward(embedding(features));
  }

  @Override
  public int featureWidth() {
    return sizes.width(stageCount() - 1);
  }

  /** Four tokens become one of twice the width; odd sides get zeros on the right and below. */
  private static final class PatchMerging extends Layer {
    private final Linear reduction;
    private final LayerNorm norm;
    private final Version version;

    PatchMerging(Build build, int width, Version version) {
      this.version = version;
      this.reduction = child("reduction", Linear.withoutBias(build, 4 * width, 2 * width));
      int normed = version == Version.V1 ? 4 * width : 2 * width;
      this.norm = child("norm", new LayerNorm(build, normed, NORM_EPS));
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(
          () -> {
            NDArray squares = TokenGrid.squares(x); // [batch, h / 2, w / 2, 4 width]
            return switch (version) {
              case V1 -> reduction.forward(norm.forward(squares));
              case V2 -> norm.forward(reduction.forward(squares));
            };
          });
    }
  }

  /** Attention within windows, then two linear maps of each token; each beside a shortcut. */
  private static final class Block extends Layer {
    private static final int EXPANSION = 4;

    private final LayerNorm norm1;
    private final WindowAttention attention;
    private final LayerNorm norm2;
    private final Sequential mlp;
    private final StochasticDepth drop;
    private final Version version;

    Block(Build build, Sizes sizes, int stage, boolean shifted, double dropped) {
      int width = sizes.width(stage);
      int heads = sizes.heads.get(stage);
      this.version = sizes.version;
      this.norm1 = child("norm1", new LayerNorm(build, width, NORM_EPS));
      WindowAttention.Sizes windows =
          new WindowAttention.Sizes(width, heads, sizes.window, shifted ? sizes.window / 2 : 0);
      this.attention =
          child(
              "attn",
              switch (version) {
                case V1 -> new TableWindowAttention(build, windows);
                case V2 -> new CosineWindowAttention(build, windows);
              });
      this.drop = child("stochastic_depth", new StochasticDepth(dropped));
      this.norm2 = child("norm2", new LayerNorm(build, width, NORM_EPS));
      this.mlp =
          child(
              "mlp",
              new Sequential()
                  .add(Linear.gaussian(build, width, EXPANSION * width, STD))
                  .then(NonLinearity.GELU::of)
                  .add(new Dropout(0))
                  .add(Linear.gaussian(build, EXPANSION * width, width, STD)));
    }

    @Override
    public NDArray forward(NDArray x) {
      return Intermediates.freedAfter(
          () -> {
            NDArray y = x.add(drop.forward(branch(norm1, attention, x)));
            return y.add(drop.forward(branch(norm2, mlp, y)));
          });
    }

    private NDArray branch(LayerNorm norm, Layer work, NDArray x) {
      return switch (version) {
        case V1 -> work.forward(norm.forward(x));
        case V2 -> norm.forward(work.forward(x));
      };
    }
  }
}
