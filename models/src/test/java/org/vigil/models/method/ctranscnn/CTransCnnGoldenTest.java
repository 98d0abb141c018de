package org.vigil.models.method.ctranscnn;

import ai.djl.ndarray.NDArray;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration.Tokens;

class CTransCnnGoldenTest {
  private static final Tokens SMALL = new Tokens(12, 3);
  private static final Tokens SMALL_SQUASHED = new Tokens(12, 3, 4, true);

  @Test
  void theMssBlockEqualsTheReference() {
    MethodGolden.module("mss")
        .check(
            build -> new Attention(build, 12, 3, true),
            (block, in) -> Map.of("tokens", block.forward(in.get("tokens"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mmaef", "mmaef_squash_first"})
  void theTokenLayerEqualsTheReference(String name) {
    Tokens tokens = name.endsWith("first") ? SMALL_SQUASHED : SMALL;
    MethodGolden.module(name)
        .check(
            build -> new Mmaef(build, tokens),
            (layer, in) -> Map.of("tokens", layer.forward(in.get("tokens"))));
  }

  @Test
  void theLabelLayerEqualsTheReference() {
    MethodGolden.module("mmaef_labels")
        .check(
            build -> new LabelMmaef(build, SMALL),
            (layer, in) -> Map.of("labels", layer.forward(in.get("labels"), in.get("tokens"))));
  }

  @ParameterizedTest
  @ValueSource(strings = {"mbr", "mbr_fused"})
  void theResidualBlockEqualsTheReference(String name) {
    boolean fused = name.endsWith("fused");
    MethodGolden.module(name)
        .check(
            build ->
                fused
                    ? new Mbr(build, new ConvolutionalBlock.Shape(16, 16, 1, false))
                    : new Mbr(build, new ConvolutionalBlock.Shape(8, 16, 2, true)),
            (block, in) -> {
              ConvolutionalBlock.Maps maps =
                  block.maps(in.get("x"), Optional.ofNullable(in.get("fusion")));
              return Map.of("out", maps.out(), "inner", maps.inner());
            });
  }

  @Test
  void mapsBecomeTokensAsInTheReference() {
    MethodGolden.module("c2t")
        .check(
            build -> new MapsToTokens(build, 4, 12, 2, true),
            (block, in) -> Map.of("tokens", block.forward(in.get("x"), in.get("tokens"))));
  }

  @Test
  void tokensBecomeMapsAsInTheReference() {
    MethodGolden.module("t2c")
        .check(
            build -> new TokensToMaps(build, 12, 4, 2, true),
            (block, in) -> Map.of("x", block.forward(in.get("tokens"), 2, 2)));
  }

  @Test
  void aLayerOfBothBranchesEqualsTheReference() {
    var shape = new InteractionLayer.Shape(8, 16, 2, true, 2, false);
    MethodGolden.module("iim")
        .check(
            build -> new InteractionLayer(build, shape, SMALL, Ablation.NOTHING, 0),
            (layer, in) -> {
              var state = layer.forward(new InteractionLayer.State(in.get("x"), in.get("tokens")));
              return Map.of("x", state.maps(), "tokens", state.tokens());
            });
  }

  @ParameterizedTest
  @ValueSource(strings = {"ctranscnn_tiny", "ctranscnn_tiny_squash_first", "ctranscnn"})
  void theNetworkEqualsTheReference(String name) {
    MethodGolden.network(name)
        .check(build -> new CTransCnn(build, configuration(name)), CTransCnnGoldenTest::run);
  }

  private static CTransCnnConfiguration configuration(String name) {
    boolean squashed = name.endsWith("first");
    return name.equals("ctranscnn")
        ? CTransCnnConfiguration.published(14)
        : CTransCnnConfiguration.of(5, 16, 6, new Tokens(24, 3, 4, squashed));
  }

  private static Map<String, NDArray> run(CTransCnn network, Map<String, NDArray> in) {
    CTransCnn.Logits logits = network.logits(in.get("image"));
    return Map.of("cnn", logits.cnn(), "transformer", logits.transformer());
  }
}
