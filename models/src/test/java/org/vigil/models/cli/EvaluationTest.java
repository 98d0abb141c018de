package org.vigil.models.cli;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.metric.Interval;

class EvaluationTest {
  private static final List<String> THREE = List.of("A", "B", "C");

  @Test
  void perfectLogitsGiveOnes() {
    double[][] logits = {{9, 0, 0}, {0, 9, 0}, {0, 0, 9}, {9, 0, 0}};
    var evaluation = new Evaluation(THREE, Activation.SOFTMAX, logits, new int[] {0, 1, 2, 0});
    Map<String, Interval> figures = evaluation.intervals(1);
    assertEquals(1, figures.get("auc.A").value());
    assertEquals(1, figures.get("accuracy").value());
    assertEquals(1, figures.get("balanced_accuracy").value());
    assertEquals(1, evaluation.meanAuc());
  }

  @Test
  void balancedAccuracyWeighsClassesEqually() {
    double[][] logits = {{9, 0, 0}, {9, 0, 0}, {9, 0, 0}, {9, 0, 0}};
    var evaluation = new Evaluation(THREE, Activation.SOFTMAX, logits, new int[] {0, 0, 0, 1});
    assertEquals(0.75, evaluation.intervals(1).get("accuracy").value());
    assertEquals(0.5, evaluation.intervals(1).get("balanced_accuracy").value());
  }

  @Test
  void aFindingThatNobodyHasIsLeftOutOfTheMean() {
    double[][] logits = {{9, 0, 0}, {0, 9, 0}};
    var evaluation = new Evaluation(THREE, Activation.SOFTMAX, logits, new int[] {0, 1});
    assertEquals(1, evaluation.meanAuc());
    var one = new Evaluation(THREE, Activation.SOFTMAX, logits, new int[] {0, 0});
    assertThrows(IllegalStateException.class, one::meanAuc);
  }

  @Test
  void oneOutputSaysPresentOrAbsent() {
    double[][] logits = {{2}, {-1}, {0.5}, {-3}};
    var evaluation =
        new Evaluation(List.of("P"), Activation.SIGMOID, logits, new int[] {1, 1, 0, 0});
    assertEquals(0.75, evaluation.intervals(1).get("auc.P").value());
    assertEquals(0.5, evaluation.intervals(1).get("accuracy").value());
    assertEquals(1 / (1 + Math.exp(-1)), evaluation.scores(0, 2)[0], 1e-12);
  }

  @Test
  void aScoreAtTheThresholdCountsAsPresent() {
    double[] scores = {0.9, 0.5, 0.4, 0.5, 0.1};
    boolean[] present = {true, true, true, false, false};
    var figures = new OperatingCharacteristics(scores, present, 0.5).intervals("P");
    assertEquals(2.0 / 3, figures.get("sensitivity.P").value(), 1e-12);
    assertEquals(0.5, figures.get("specificity.P").value(), 1e-12);
    assertTrue(figures.get("sensitivity.P").low() <= 2.0 / 3);
  }
}
