package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDArrays;
import ai.djl.ndarray.NDList;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import org.vigil.models.nn.BatchNorm2d;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Conv2d;
import org.vigil.models.nn.Layer;
import org.vigil.models.nn.LayerNorm;
import org.vigil.models.nn.Linear;
import org.vigil.models.nn.NonLinearity;
import org.vigil.models.nn.Pooling;
import org.vigil.models.nn.Scalar;

/**
 * CTransCNN (Wu et al. 2023, Fig. 2): [batch, 3, h, w], sides divisible by 16, to logits of both
 * heads. Not thread-safe.
 */
public final class CTransCnn extends Layer {
  static final String CLASS_TOKEN = "cls_token";
  private static final int STEM = 64;
  private static final int PATCH = 4; // of the stem's maps
  private static final int GROUPS = 3;

  private final NDArray classToken; // [1, 1, dim]
  private final Conv2d conv1;
  private final BatchNorm2d bn1;
  private final ConvolutionalBlock firstMaps;
  private final Conv2d patches;
  private final Mmaef firstTokens;
  private final List<InteractionLayer> layers = new ArrayList<>();
  private final LayerNorm norm;
  private final Linear cnnHead;
  private final Linear tokenHead;
  private final double cnnShare;

  public CTransCnn(Build build, CTransCnnConfiguration configuration) {
    CTransCnnConfiguration.Tokens tokens = configuration.tokens();
    int base = configuration.base();
    classToken = learnt(CLASS_TOKEN, build.manager().zeros(new Shape(1, 1, tokens.width())));
    conv1 = child("conv1", Conv2d.of(3, STEM, 7).withStride(2).withPadding(3).build(build));
    bn1 = child("bn1", new BatchNorm2d(build, STEM).after(conv1).then(NonLinearity.RELU));
    Ablation ablation = configuration.ablation();
    var mapsShape = new ConvolutionalBlock.Shape(STEM, base, 1, true);
    firstMaps = child("conv_1", ConvolutionalBlock.of(build, mapsShape, ablation));
    Conv2d.Spec cut = Conv2d.of(STEM, tokens.width(), PATCH).withStride(PATCH).withBias();
    patches = child("trans_patch_conv", cut.build(build));
    firstTokens = child("trans_1", new Mmaef(build, tokens, ablation, 0));
    for (int layer = 2; layer <= configuration.depth(); layer++) {
      double skipped =
          configuration.training().stochasticDepth() * (layer - 1) / (configuration.depth() - 1);
      var shape = shape(layer, base, configuration.depth());
      var both = new InteractionLayer(build, shape, tokens, ablation, skipped);
      layers.add(child("conv_trans_" + layer, both));
    }
    norm = child("trans_norm", new LayerNorm(build, tokens.width(), 1e-5));
    int last = base << (GROUPS - 1);
    cnnHead = child("conv_cls_head", new Linear(build, last, configuration.classes()));
    tokenHead = child("trans_cls_head", new Linear(build, tokens.width(), configuration.classes()));
    cnnShare = configuration.cnnShare();
  }

  /** Widths double and grids halve from group to group; the groups are as long as each other. */
  private static InteractionLayer.Shape shape(int layer, int base, int depth) {
    int length = depth / GROUPS;
    int group = (layer - 1) / length;
    int out = base << group;
    boolean first = group > 0 && (layer - 1) % length == 0;
    int in = first ? out / 2 : out;
    return new InteractionLayer.Shape(
        in, out, first ? 2 : 1, first, PATCH >> group, layer == depth);
  }

  /**
   * @param cnn of the convolutional head, [batch, classes]
   * @param transformer of the class token's head, [batch, classes]
   */
  public record Logits(NDArray cnn, NDArray transformer) {}

  /** Both heads' logits, which training takes the losses of. */
  public Logits logits(NDArray x) {
    NDArray stem = Pooling.max(bn1.forward(conv1.forward(x)), 3, 2, 1);
    var state =
        new InteractionLayer.State(
            firstMaps.forward(stem), firstTokens.forward(tokens(patches.forward(stem))));
    for (InteractionLayer layer : layers) {
      state = layer.forward(state);
    }
    NDArray pooled = Pooling.globalAverage(state.maps());
    NDArray token = norm.forward(state.tokens()).get(":, 0");
    return new Logits(cnnHead.forward(pooled), tokenHead.forward(token));
  }

  private NDArray tokens(NDArray grid) {
    long batch = grid.getShape().get(0);
    NDArray rows = grid.reshape(batch, grid.getShape().get(1), -1).transpose(0, 2, 1);
    NDArray front = classToken.broadcast(new Shape(batch, 1, rows.getShape().get(2)));
    return NDArrays.concat(new NDList(front, rows), 1);
  }

  /** Fused logits, [batch, classes]: 0.9 of the convolutional head; a sigmoid gives the scores. */
  @Override
  public NDArray forward(NDArray x) {
    Logits logits = logits(x);
    return Scalar.mul(logits.cnn(), cnnShare).add(Scalar.mul(logits.transformer(), 1 - cnnShare));
  }
}
