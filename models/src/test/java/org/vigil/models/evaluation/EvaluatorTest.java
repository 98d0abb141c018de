package org.vigil.models.evaluation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.dataset.DatasetException;
import org.vigil.models.dataset.LabelScheme;
import org.vigil.models.metric.Bootstrap;
import org.vigil.models.metric.DeLong;
import org.vigil.models.metric.Interval;

class EvaluatorTest {
  private static final Evaluator EVALUATOR = new Evaluator(new Bootstrap(200, 5));
  private static final List<String> CLASSES = List.of("MEL", "NV", "BCC");
  @TempDir Path folder;

  /** Scores that know the class a little, too sure of themselves by a factor of three. */
  private static ScoredCases drawn(long seed, int cases, double skill) {
    Random random = new Random(seed);
    double[][] scores = new double[cases][3];
    boolean[][] present = new boolean[cases][3];
    List<Map<String, String>> strata = new ArrayList<>();
    for (int i = 0; i < cases; i++) {
      int label = random.nextInt(3);
      present[i][label] = true;
      double sum = 0;
      for (int k = 0; k < 3; k++) {
        double logit = 3 * (random.nextGaussian() + (k == label ? skill : 0));
        sum += scores[i][k] = Math.exp(logit);
      }
      for (int k = 0; k < 3; k++) {
        scores[i][k] /= sum;
      }
      strata.add(Map.of("sex", i % 4 == 0 ? "male" : "female", "rare", i < 3 ? "yes" : "no"));
    }
    return new ScoredCases(CLASSES, ScoredCases.Kind.EXCLUSIVE, scores, present, strata);
  }

  private static EvaluationReport report(Optional<Evaluator.Other> other) {
    return EVALUATOR.evaluate(
        Map.of("bundle", "test"),
        new Evaluator.Material(
            drawn(1, 300, 1), drawn(2, 400, 1), new double[] {0.5, 0.5, 0.5}, Optional.empty()),
        List.of("x: picture x.png: broken"),
        other);
  }

  @Test
  void everyMeasureHasItsIntervalAndCountsAddUp() {
    EvaluationReport report = report(Optional.empty());
    Interval accuracy = report.overall().get("accuracy");
    assertTrue(accuracy.low() < accuracy.value() && accuracy.value() < accuracy.high());
    long counted = report.confusion().stream().flatMap(List::stream).mapToLong(n -> n).sum();
    assertEquals(400, counted);
    long right = report.confusion().get(0).get(0) + report.confusion().get(1).get(1);
    right += report.confusion().get(2).get(2);
    assertEquals(accuracy.value(), right / 400.0, 1e-12);
    FindingReport first = report.findings().getFirst();
    assertEquals(400, first.positives() + first.negatives());
    assertEquals(report, report(Optional.empty()), "the same cases, the same report");
  }

  @Test
  void overconfidenceIsSeenAndMendedByWhatValidationTeaches() {
    CalibrationReport calibration = report(Optional.empty()).calibration();
    assertTrue(calibration.eceBefore() > 0.1, calibration.toString());
    assertTrue(
        calibration.eceTemperature() < 0.6 * calibration.eceBefore(), calibration.toString());
    assertTrue(calibration.eceIsotonic() < 0.6 * calibration.eceBefore(), calibration.toString());
    assertTrue(calibration.brierTemperature() < calibration.brierBefore());
    assertEquals(3, Tempered.fit(drawn(1, 3000, 1)), 1.2);
  }

  @Test
  void undoingATemperatureGivesTheScoresBack() {
    ScoredCases cases = drawn(3, 50, 1);
    ScoredCases back = Tempered.at(1 / 1.7, Tempered.at(1.7, cases));
    for (int i = 0; i < cases.size(); i++) {
      assertArrayEquals(cases.scores()[i], back.scores()[i], 1e-9);
    }
  }

  @Test
  void aPartWithTooFewCasesHasNoNumbers() {
    List<StratumReport> strata = report(Optional.empty()).strata();
    StratumReport few = stratum(strata, "rare", "yes");
    assertEquals(3, few.cases());
    assertEquals(Map.of(), few.aucs());
    StratumReport men = stratum(strata, "sex", "male");
    assertEquals(100, men.cases());
    assertEquals(3, men.aucs().size());
  }

  private static StratumReport stratum(List<StratumReport> all, String field, String value) {
    return all.stream()
        .filter(s -> s.field().equals(field) && s.value().equals(value))
        .findFirst()
        .orElseThrow();
  }

  @Test
  void aBetterModelIsToldFromAWorseAndAModelFromItselfIsNot() {
    ScoredCases test = drawn(2, 400, 1);
    double[] half = {0.5, 0.5, 0.5};
    Comparison worse =
        report(Optional.of(new Evaluator.Other("worse", drawn(2, 400, 0.1), half)))
            .comparison()
            .orElseThrow();
    assertTrue(worse.aucDifferences().get("MEL").low() > 0);
    assertTrue(worse.aucPValues().get("MEL") < 0.001);
    assertTrue(worse.mcNemarPValue() < 0.001);
    Comparison same =
        report(Optional.of(new Evaluator.Other("same", test, half))).comparison().orElseThrow();
    assertEquals(1, same.aucPValues().get("MEL"));
    assertEquals(1, same.mcNemarPValue());
  }

  @Test
  void operatingPointsReachOnValidationWhatWasWanted() {
    ScoredCases validation = drawn(1, 300, 1);
    for (FindingReport.OperatingPoint point : OperatingTable.of(validation, validation, 0)) {
      assertTrue(point.sensitivity() >= point.wanted(), point.toString());
    }
    assertEquals(4, OperatingTable.of(validation, drawn(2, 100, 1), 0).size());
  }

  @Test
  void theReportIsWrittenForProgramsAndForPeople() throws IOException {
    EvaluationReport report = report(Optional.of(other()));
    ReportFiles.write(report, folder.resolve("new"));
    JsonNode json =
        new ObjectMapper().readTree(folder.resolve("new").resolve(ReportFiles.JSON).toFile());
    assertEquals(400, json.get("cases").asInt());
    assertEquals(
        report.overall().get("macro_auc").low(),
        json.get("overall").get("macro_auc").get("low").asDouble());
    String page = Files.readString(folder.resolve("new").resolve(ReportFiles.MARKDOWN));
    for (String wanted :
        List.of("picture x.png", "| MEL |", "too few cases", "McNemar", "Operating points")) {
      assertTrue(page.contains(wanted), wanted);
    }
    String html = Files.readString(folder.resolve("new").resolve(ReportFiles.HTML));
    assertTrue(html.contains("<svg") && !html.contains("<script"), "drawings, no scripts");
    assertEquals(
        report.overall().get("accuracy").value(), report.metrics("test").get("test.accuracy"));
  }

  private static Evaluator.Other other() {
    return new Evaluator.Other("worse", drawn(2, 400, 0.1), new double[] {0.5, 0.5, 0.5});
  }

  @Test
  void isotonicCalibrationIsTheBestRisingFit() {
    Isotonic fitted =
        Isotonic.fit(
            new double[] {0.1, 0.2, 0.3, 0.4, 0.5}, new boolean[] {false, true, false, true, true});
    assertArrayEquals(new double[] {0, 0.5, 0.5, 1, 1}, fitted.values(), 1e-12);
    assertEquals(0.75, fitted.of(0.35), 1e-12);
    assertEquals(0, fitted.of(0.05));
    assertEquals(1, fitted.of(0.9));
    Isotonic ties = Isotonic.fit(new double[] {1, 1, 2}, new boolean[] {true, false, true});
    assertArrayEquals(new double[] {0.5, 1}, ties.values(), 1e-12);
  }

  @Test
  void netBenefitIsWhatItsDefinitionSays() {
    DecisionCurve curve =
        DecisionCurve.of(
            new double[] {0.9, 0.6, 0.4, 0.1}, new boolean[] {true, false, true, false});
    DecisionCurve.Point half = curve.points().get(9);
    assertEquals(0.5, half.threshold(), 1e-12);
    assertEquals(0.25 - 0.25, half.netBenefit(), 1e-12);
    assertEquals(0.5 - 0.5, half.everybody(), 1e-12);
    assertEquals(0.5 - 0.25 / 4, curve.points().get(3).netBenefit(), 1e-12);
  }

  @Test
  void pairedTestsGiveTheirTabledValues() {
    assertEquals(0.0625, PairedTests.wilcoxon(new double[] {5, 6, 7, 8, 9}, new double[5]), 1e-12);
    assertEquals(2 * 11.0 / 1024, PairedTests.mcNemar(9, 1), 1e-12);
    assertEquals(1, PairedTests.mcNemar(0, 0));
    assertEquals(
        0.05, PairedTests.ofInterval(new Interval(1.959963984540054, 0, 3.919927969080108)), 1e-6);
    double[] scores = {1, 2, 3, 4, 5, 6};
    boolean[] present = {false, true, false, true, true, true};
    assertEquals(1, PairedTests.ofInterval(DeLong.difference(scores, scores, present)));
  }

  @Test
  void ageBandsCloseAtTheirEnds() {
    assertEquals("40 to 59", Strata.band(59.9));
    assertEquals("80 and over", Strata.band(104));
    assertEquals("0 to 19", Strata.band(0));
  }

  @Test
  void findingsMeetByNameWhateverTheSpelling() {
    SharedFindings shared =
        SharedFindings.of(
            List.of("Pleural Thickening", "MEL", "other"),
            new LabelScheme.AnyOf(List.of("melanoma", "Pleural_Thickening")));
    assertEquals(List.of("Pleural Thickening", "MEL"), shared.names());
    assertArrayEquals(new boolean[] {false, true}, shared.ofTruth(List.of(1, 0)));
    assertFalse(shared.coversAll(3, new LabelScheme.OneOf(List.of("a", "b"))));
    assertThrows(
        DatasetException.class,
        () -> SharedFindings.of(List.of("x"), new LabelScheme.AnyOf(List.of("y"))));
  }
}
