package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import java.util.Optional;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;

/**
 * A layer of both branches that inform each other (CTransCNN, Fig. 2): the first block's inner maps
 * go to the tokens (C2T), the tokens' answer goes into the second (T2C).
 */
public final class InteractionLayer extends Module {
  private final ConvolutionalBlock cnnBlock;
  private final ConvolutionalBlock fusionBlock;
  private final MapsToTokens squeeze;
  private final TokensToMaps expand;
  private final Mmaef tokensLayer;
  private final int down;

  /**
   * @param in channels of the maps that come in
   * @param out channels of the maps that go out
   * @param stride of the first block
   * @param residual whether the first block's shortcut is a convolution
   * @param down how many times finer the maps' grid is than the tokens'
   * @param last whether the second block halves the maps
   */
  public record Shape(int in, int out, int stride, boolean residual, int down, boolean last) {
    private ConvolutionalBlock.Shape first() {
      return new ConvolutionalBlock.Shape(in, out, stride, residual);
    }

    private ConvolutionalBlock.Shape second() {
      return new ConvolutionalBlock.Shape(out, out, last ? 2 : 1, last);
    }
  }

  /**
   * @param skipped share of a batch that leaves a branch of the tokens out in training
   */
  InteractionLayer(
      Build build,
      Shape shape,
      CTransCnnConfiguration.Tokens tokens,
      Ablation ablation,
      double skipped) {
    int middle = shape.out() / ConvolutionalBlock.NARROWING;
    int width = tokens.width();
    down = shape.down();
    cnnBlock = child("cnn_block", ConvolutionalBlock.of(build, shape.first(), ablation));
    fusionBlock = child("fusion_block", ConvolutionalBlock.of(build, shape.second(), ablation));
    squeeze = child("squeeze_block", new MapsToTokens(build, middle, width, down, ablation.iim()));
    expand = child("expand_block", new TokensToMaps(build, width, middle, down, ablation.iim()));
    tokensLayer = child("trans_block", new Mmaef(build, tokens, ablation, skipped));
  }

  /**
   * @param maps of the convolutional branch
   * @param tokens of the other, class token first
   */
  public record State(NDArray maps, NDArray tokens) {}

  public State forward(State state) {
    ConvolutionalBlock.Maps maps = cnnBlock.maps(state.maps(), Optional.empty());
    NDArray told = squeeze.forward(maps.inner(), state.tokens());
    NDArray tokens = tokensLayer.forward(told.add(state.tokens()));
    ai.djl.ndarray.types.Shape grid = maps.inner().getShape();
    NDArray answer = expand.forward(tokens, grid.get(2) / down, grid.get(3) / down);
    return new State(fusionBlock.maps(maps.out(), Optional.of(answer)).out(), tokens);
  }
}
