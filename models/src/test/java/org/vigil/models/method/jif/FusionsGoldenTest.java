package org.vigil.models.method.jif;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.jif.MultiModalAttention.RootScale;

/** The fusions of image and metadata against the reference values. */
class FusionsGoldenTest {

  @ParameterizedTest
  @CsvSource({"mmfa, INSIDE", "mmfa_scale_outside, OUTSIDE"})
  void multiModalAttentionIsTheReferences(String name, RootScale scale) {
    MethodGolden golden = MethodGolden.module(name);
    golden.check(
        build ->
            new MultiModalAttention(
                build,
                golden.config("image"),
                golden.config("meta"),
                golden.config("width"),
                golden.config("heads"),
                scale),
        (module, inputs) ->
            Map.of("fused", module.attend(inputs.get("image"), inputs.get("meta"))));
  }

  @Test
  void metaBlockIsTheReferences() {
    MethodGolden golden = MethodGolden.module("metablock");
    golden.check(
        build -> new MetaBlock(build, golden.config("channels"), golden.config("meta")),
        (module, inputs) -> Map.of("gated", module.gate(inputs.get("maps"), inputs.get("meta"))));
  }

  @Test
  void metaNetIsTheReferences() {
    MethodGolden golden = MethodGolden.module("metanet");
    golden.check(
        build ->
            new MetaNet(
                build, golden.config("meta"), golden.config("middle"), golden.config("channels")),
        (module, inputs) -> Map.of("gated", module.gate(inputs.get("maps"), inputs.get("meta"))));
  }

  @Test
  void concatenationPutsTheImageFirst() {
    MethodGolden golden = MethodGolden.module("concatenation");
    golden.check(
        build -> new Concatenation(golden.config("image"), golden.config("meta")),
        (module, inputs) ->
            Map.of(
                "fused", // a vector as maps of one pixel
                module.fuse(inputs.get("image").expandDims(2).expandDims(3), inputs.get("meta"))));
  }

  @Test
  void headsThatDoNotDivideTheWidthAreRefused() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new MultiModalAttention(null, 20, 12, 8, 3, RootScale.INSIDE));
  }
}
