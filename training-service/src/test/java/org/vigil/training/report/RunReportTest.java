package org.vigil.training.report;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.metric.Auc;
import org.vigil.training.feedback.CasePart;
import org.vigil.training.trainer.EvaluatedCases;

class RunReportTest {

  private static EvaluatedCases.Case one(int number, boolean present, double score) {
    return new EvaluatedCases.Case(
        "s" + number,
        CasePart.TEST,
        Map.of(),
        List.of(present),
        List.of(score),
        List.of(Optional.of(0.5)));
  }

  @Test
  void theCurveEnclosesTheAreaThatTheMetricSays() {
    Random random = new Random(5);
    double[] scores = new double[3_000];
    boolean[] present = new boolean[scores.length];
    for (int i = 0; i < scores.length; i++) {
      present[i] = random.nextInt(3) == 0;
      // Few distinct values, so that there are ties.
      scores[i] =
          Math.clamp(Math.round((random.nextGaussian() + (present[i] ? 1 : 0)) * 20), -99, 99);
    }
    List<RocPoint> curve = RocPoint.curve(scores, present);
    double area = 0;
    for (int i = 1; i < curve.size(); i++) {
      RocPoint a = curve.get(i - 1);
      RocPoint b = curve.get(i);
      area += (b.falsePositives() - a.falsePositives()) * (a.sensitivity() + b.sensitivity()) / 2;
    }
    assertEquals(Auc.of(scores, present).orElseThrow(), area, 1e-12);
  }

  @Test
  void aLongCurveIsThinnedAndKeepsItsEnds() {
    double[] scores = new Random(6).doubles(5_000).toArray();
    boolean[] present = new boolean[scores.length];
    for (int i = 0; i < present.length; i++) {
      present[i] = i % 2 == 0;
    }
    List<RocPoint> curve = RocPoint.curve(scores, present);
    assertEquals(200, curve.size());
    assertEquals(new RocPoint(0, 0), curve.getFirst());
    assertEquals(new RocPoint(1, 1), curve.getLast());
  }

  @Test
  void oneClassHasNoCurveAndNoArea() {
    FindingReport report =
        FindingReport.of("Pneumonia", 0.5, 0, List.of(one(1, true, 0.9), one(2, true, 0.4)));
    assertEquals(List.of(), report.roc());
    assertEquals(Optional.empty(), report.auc());
    assertEquals(Optional.of(0.5), report.sensitivity());
    assertEquals(Optional.empty(), report.specificity());
  }

  @Test
  void theWorstErrorsComeFirst() {
    List<EvaluatedCases.Case> cases = new ArrayList<>();
    cases.add(one(1, true, 0.95));
    cases.add(one(2, true, 0.45));
    cases.add(one(3, true, 0.02));
    cases.add(one(4, false, 0.7));
    cases.add(one(5, false, 0.1));
    FindingReport report = FindingReport.of("Pneumonia", 0.5, 0, cases);
    assertEquals(
        List.of("s3", "s4", "s2"),
        report.errors().stream().map(FindingReport.WorstError::study).toList());
    assertEquals(1, report.confusion().truePositives());
    assertEquals(2, report.confusion().falseNegatives());
    assertTrue(report.referenceAuc().isPresent());
    assertEquals(5, report.calibration().stream().mapToLong(FindingReport.Bin::count).sum());
  }
}
