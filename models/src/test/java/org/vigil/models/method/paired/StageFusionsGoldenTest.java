package org.vigil.models.method.paired;

import ai.djl.ndarray.NDArray;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.method.MethodGolden;
import org.vigil.models.method.ammfm.AsymmetricAttention;
import org.vigil.models.method.pemm.SharedCrossAttention;

/** What happens between the encoders of paired pictures, against the reference values. */
class StageFusionsGoldenTest {

  @Test
  void asymmetricAttentionIsTheReferences() {
    MethodGolden golden = MethodGolden.module("aab");
    golden.check(
        build -> new AsymmetricAttention(build, golden.config("source"), golden.config("target")),
        StageFusionsGoldenTest::refine);
  }

  @Test
  void bidirectionalAttentionIsTheReferences() {
    MethodGolden golden = MethodGolden.module("bab");
    golden.check(
        build -> new BidirectionalAttention(build, golden.config("derm"), golden.config("clin")),
        StageFusionsGoldenTest::refine);
  }

  @ParameterizedTest
  @CsvSource({"shared_cross_attention, CROSS", "shared_cross_attention_self, SELF"})
  void sharedCrossAttentionIsTheReferences(String name, SharedCrossAttention.Mode mode) {
    MethodGolden golden = MethodGolden.module(name);
    golden.check(
        build -> new SharedCrossAttention(build, golden.config("channels"), mode),
        StageFusionsGoldenTest::refine);
  }

  @Test
  void aBranchAnswersAllQuestionsSideBySide() {
    MethodGolden golden = MethodGolden.module("branch");
    List<Integer> tasks = TaskColumns.SEVEN_POINT.widths();
    golden.check(
        build -> new TaskBranch(build, golden.config("inputs"), TaskBranch.Widths.PUBLISHED, tasks),
        (module, inputs) -> Map.of("logits", module.forward(inputs.get("features"))));
  }

  private static Map<String, NDArray> refine(StageFusion module, Map<String, NDArray> inputs) {
    PairedMaps refined = module.refine(new PairedMaps(inputs.get("derm"), inputs.get("clin")));
    return Map.of("derm", refined.derm(), "clin", refined.clin());
  }
}
