package org.vigil.models.network;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.index.NDIndex;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.EncoderLayer;
import org.vigil.models.nn.Interpolation;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.Sequential;

/**
 * Vision Transformer (Dosovitskiy et al. 2021, arXiv 2010.11929) in torchvision's form. One stage,
 * whose features are tokens, [batch, 1 + patches, width], the class token first; {@link #embedding}
 * is the class token.
 *
 * <p>Pictures whose sides are multiples of the patch's; positions learnt at another size are
 * enlarged bicubically, corners on corners, as torchvision does when it loads them.
 */
public final class VisionTransformer extends Network {
  private static final Sizes B_16 = new Sizes(16, 14, 768, 12, 12, 3072);

  private final Conv2d convProj;
  private final NDArray classToken; // [1, 1, width]
  private final Encoder encoder;
  private final Sequential heads;
  private final Sizes sizes;

  /**
   * Sizes of a Vision Transformer.
   *
   * @param patch side in pixels
   * @param grid patches along the side of the picture that positions are learnt for
   * @param hidden width of the MLPs' hidden layer
   */
  private record Sizes(int patch, int grid, int width, int depth, int heads, int hidden) {}

  private VisionTransformer(Build build, NetworkOptions options, Sizes sizes) {
    options.requirePublishedForm("ViT");
    this.sizes = sizes;
    this.classToken = learnt("class_token", build.manager().zeros(new Shape(1, 1, sizes.width)));
    Conv2d.Spec patches =
        Conv2d.of(options.channels(), sizes.width, sizes.patch).withStride(sizes.patch).withBias();
    this.convProj = child("conv_proj", patches.build(build));
    this.encoder = child("encoder", new Encoder(build, sizes));
    this.heads =
        child(
            "heads",
            new Sequential().add("head", new Linear(build, sizes.width, options.classes())));
  }

  public static VisionTransformer b16(Build build, NetworkOptions options) {
    return new VisionTransformer(build, options, B_16);
  }

  @Override
  public int stageCount() {
    return 1;
  }

  /**
   * @throws IllegalArgumentException for sides that patches do not fill
   */
  @Override
  public NDArray stage(int index, NDArray x) {
    Shape shape = x.getShape();
    if (shape.get(2) % sizes.patch != 0 || shape.get(3) % sizes.patch != 0) {
      throw new IllegalArgumentException(
          "ViT wants sides that are multiples of %d, not %s".formatted(sizes.patch, shape));
    }
    return encoder.forward(tokens(x));
  }

  /**
   * Every layer's attention, first layer first, [batch, heads, tokens, tokens]: the class token,
   * then the patches row by row.
   */
  public List<NDArray> attention(NDArray x) {
    return EncoderLayer.attention(encoder.layers, tokens(x));
  }

  /** The class token and the patches at their positions: [batch, 1 + patches, width]. */
  private NDArray tokens(NDArray x) {
    NDArray maps = convProj.forward(x); // [batch, width, rows, columns]
    long batch = maps.getShape().get(0);
    long rows = maps.getShape().get(2);
    long columns = maps.getShape().get(3);
    NDArray patches = maps.reshape(batch, sizes.width, rows * columns).transpose(0, 2, 1);
    NDArray first = classToken.broadcast(new Shape(batch, 1, sizes.width));
    return NDArrays.concat(new NDList(first, patches), 1).add(encoder.positions(rows, columns));
  }

  @Override
  public NDArray head(NDArray features) {
    return heads.forward(embedding(features));
  }

  /** The class token. */
  @Override
  public NDArray embedding(NDArray features) {
    return features.get(":, 0");
  }

  @Override
  public int featureWidth() {
    return sizes.width;
  }

  /** Positions, layers and the last norm. */
  private static final class Encoder extends Layer {
    private static final double POSITION_STD = 0.02;

    private final NDArray positions; // [1, 1 + grid * grid, width]
    private final Sequential layers;
    private final LayerNorm ln;
    private final int grid;

    Encoder(Build build, Sizes sizes) {
      this.grid = sizes.grid;
      Shape shape = new Shape(1, 1L + grid * grid, sizes.width);
      this.positions = learnt("pos_embedding", build.normal(shape, POSITION_STD));
      this.layers = child("layers", new Sequential());
      for (int i = 0; i < sizes.depth; i++) {
        layers.add(
            "encoder_layer_" + i,
            new EncoderLayer(build, sizes.width, sizes.heads, sizes.hidden, 0));
      }
      this.ln = child("ln", new LayerNorm(build, sizes.width, EncoderLayer.NORM_EPS));
    }

    @Override
    public NDArray forward(NDArray tokens) {
      return ln.forward(layers.forward(tokens));
    }

    NDArray positions(long rows, long columns) {
      if (rows == grid && columns == grid) {
        return positions;
      }
      long width = positions.getShape().get(2);
      NDArray first = positions.get(new NDIndex(":, :1"));
      NDArray maps =
          positions.get(new NDIndex(":, 1:")).transpose(0, 2, 1).reshape(1, width, grid, grid);
      NDArray resized =
          Interpolation.BICUBIC
              .resizeAligned(maps, rows, columns)
              .reshape(1, width, rows * columns)
              .transpose(0, 2, 1);
      return NDArrays.concat(new NDList(first, resized), 1);
    }
  }
}
