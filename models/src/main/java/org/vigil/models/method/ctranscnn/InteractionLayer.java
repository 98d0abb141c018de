package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;

/**
 * A layer of both branches that inform each other (CTransCNN, Fig. 2): the first MBR's inner maps
 * go to the tokens (C2T), the tokens' answer goes into the second MBR (T2C).
 */
public final class InteractionLayer extends Module {
  private final Mbr cnnBlock;
  private final Mbr fusionBlock;
  private final MapsToTokens squeeze;
  private final TokensToMaps expand;
  private final Mmaef tokensLayer;
  private final int down;

  /**
   * @param in channels of the maps that come in
   * @param out channels of the maps that go out
   * @param stride of the first MBR
   * @param residual whether the first MBR's shortcut is a convolution
   * @param down how many times finer the maps' grid is than the tokens'
   * @param last whether the second MBR halves the maps
   */
  public record Shape(int in, int out, int stride, boolean residual, int down, boolean last) {}

  public InteractionLayer(
      Build build, Shape shape, CTransCnnConfiguration.Tokens tokens, double skipped) {
    int out = shape.out();
    int middle = out / 4;
    cnnBlock =
        child("cnn_block", new Mbr(build, shape.in(), out, shape.stride(), shape.residual()));
    int fusionStride = shape.last() ? 2 : 1;
    fusionBlock = child("fusion_block", new Mbr(build, out, out, fusionStride, shape.last()));
    squeeze = child("squeeze_block", new MapsToTokens(build, middle, tokens.width(), shape.down()));
    expand = child("expand_block", new TokensToMaps(build, tokens.width(), middle, shape.down()));
    tokensLayer = child("trans_block", new Mmaef(build, tokens, skipped));
    down = shape.down();
  }

  /**
   * @param maps of the convolutional branch
   * @param tokens of the other, class token first
   */
  public record State(NDArray maps, NDArray tokens) {}

  /** Needs both branches. */
  @Override
  public NDArray forward(NDArray maps) {
    throw new UnsupportedOperationException("needs maps and tokens");
  }

  public State forward(State state) {
    Mbr.Maps maps = cnnBlock.maps(state.maps(), Optional.empty());
    NDArray told = squeeze.forward(maps.inner(), state.tokens());
    NDArray tokens = tokensLayer.forward(told.add(state.tokens()));
    ai.djl.ndarray.types.Shape grid = maps.inner().getShape();
    NDArray answer = expand.forward(tokens, grid.get(2) / down, grid.get(3) / down);
    return new State(fusionBlock.maps(maps.out(), Optional.of(answer)).out(), tokens);
  }
}
