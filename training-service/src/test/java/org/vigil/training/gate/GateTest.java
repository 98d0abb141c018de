package org.vigil.training.gate;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.smallrye.config.SmallRyeConfigBuilder;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntFunction;
import org.junit.jupiter.api.Test;
import org.vigil.training.feedback.CasePart;
import org.vigil.training.trainer.EvaluatedCases;

class GateTest {
  private static final int CASES = 400;

  private static GateSettings rules(String... keysAndValues) {
    Map<String, String> values = new HashMap<>();
    for (int i = 0; i < keysAndValues.length; i += 2) {
      values.put("vigil.training.gate." + keysAndValues[i], keysAndValues[i + 1]);
    }
    return new SmallRyeConfigBuilder()
        .withMapping(GateSettings.class)
        .withDefaultValues(values)
        .build()
        .getConfigMapping(GateSettings.class);
  }

  /**
   * Cases whose scores differ from the truth by noise; larger noise is a worse bundle.
   *
   * @param site of each case
   */
  private static EvaluatedCases cases(
      double candidateNoise, double referenceNoise, int count, IntFunction<String> site) {
    Random random = new Random(11);
    List<EvaluatedCases.Case> cases = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      boolean present = i % 2 == 0;
      cases.add(
          new EvaluatedCases.Case(
              "case " + i,
              i % 4 < 2 ? CasePart.TEST : CasePart.AUDIT,
              Map.of("site", site.apply(i)),
              List.of(present),
              List.of(score(present, candidateNoise, random)),
              List.of(Optional.of(score(present, referenceNoise, random)))));
    }
    return new EvaluatedCases(
        "candidate",
        Optional.of("reference"),
        List.of("Pneumonia"),
        List.of(),
        cases,
        5,
        Optional.of(5.0),
        Optional.empty(),
        Optional.empty());
  }

  private static EvaluatedCases abstaining(Optional<Integer> candidate, Optional<Integer> active) {
    EvaluatedCases good = cases(0.05, 0.05, CASES, i -> "a");
    return new EvaluatedCases(
        good.candidate(),
        good.reference(),
        good.findings(),
        good.missing(),
        good.cases(),
        good.candidateMillis(),
        good.referenceMillis(),
        candidate,
        active);
  }

  @Test
  void aBundleThatCannotAbstainDoesNotFollowOneThatCan() {
    assertEquals(
        GateOutcome.REFUSED, outcome(rules(), abstaining(Optional.empty(), Optional.of(10))));
    assertEquals(
        GateOutcome.PASSED, outcome(rules(), abstaining(Optional.of(10), Optional.of(10))));
    assertEquals(
        GateOutcome.PASSED, outcome(rules(), abstaining(Optional.of(10), Optional.empty())));
  }

  @Test
  void aBundleThatAbstainsFromTooMuchIsRefused() {
    EvaluatedCases timid = abstaining(Optional.of(CASES / 4), Optional.of(0));
    assertEquals(GateOutcome.REFUSED, outcome(rules(), timid));
    assertEquals(GateOutcome.PASSED, outcome(rules("max-abstention", "0.3"), timid));
  }

  private static double score(boolean present, double noise, Random random) {
    double value = (present ? 0.95 : 0.05) + noise * random.nextGaussian();
    return Math.clamp(value, 0.0, 1.0);
  }

  private static GateOutcome outcome(GateSettings rules, EvaluatedCases cases) {
    return Gate.outcome(new Gate(rules).checks(cases));
  }

  @Test
  void aBundleThatIsAsGoodPasses() {
    assertEquals(GateOutcome.PASSED, outcome(rules(), cases(0.05, 0.05, CASES, i -> "a")));
  }

  @Test
  void aWorseBundleIsRefusedWithItsNumbers() {
    List<GateCheck> checks =
        new Gate(rules("max-calibration-error", "1")).checks(cases(0.8, 0.05, CASES, i -> "a"));
    assertEquals(GateOutcome.REFUSED, Gate.outcome(checks));
    GateCheck first = checks.get(0);
    assertEquals(100, first.positives());
    assertEquals(100, first.negatives());
    assertTrue(first.value().orElseThrow() < -0.02, first::words);
    assertTrue(first.low().orElseThrow() < first.high().orElseThrow());
  }

  @Test
  void tooFewCasesAreUndecidedAndNeverAPass() {
    assertEquals(GateOutcome.UNDECIDED, outcome(rules(), cases(0.05, 0.05, 60, i -> "a")));
  }

  @Test
  void anIntervalThatReachesBelowTheMarginIsUndecided() {
    GateSettings strict =
        rules("margin", "0.0001", "stratum-margin", "1", "max-calibration-error", "1");
    EvaluatedCases alike = cases(0.5, 0.5, CASES, i -> "a");
    GateCheck check = new Gate(strict).checks(alike).get(0);
    assertEquals(
        check.value().orElseThrow() < -0.0001 ? GateOutcome.REFUSED : GateOutcome.UNDECIDED,
        check.outcome());
    assertTrue(check.low().orElseThrow() < -0.0001);
  }

  @Test
  void aSiteWithTooFewCasesKeepsTheWholeUndecided() {
    EvaluatedCases twoSites = cases(0.05, 0.05, CASES, i -> i < 10 ? "small" : "large");
    assertEquals(GateOutcome.UNDECIDED, outcome(rules(), twoSites));
    assertEquals(GateOutcome.PASSED, outcome(rules("strata", "sex"), twoSites));
  }

  @Test
  void badCalibrationSlownessAndAMissingFindingAreRefused() {
    EvaluatedCases good = cases(0.05, 0.05, CASES, i -> "a");
    assertEquals(GateOutcome.REFUSED, outcome(rules("max-calibration-error", "0.000001"), good));
    assertEquals(GateOutcome.REFUSED, outcome(rules("max-latency", "PT0.001S"), good));
    assertEquals(GateOutcome.REFUSED, outcome(rules("max-latency-ratio", "0.5"), good));
    EvaluatedCases without =
        new EvaluatedCases(
            good.candidate(),
            good.reference(),
            good.findings(),
            List.of("Effusion"),
            good.cases(),
            good.candidateMillis(),
            good.referenceMillis(),
            Optional.empty(),
            Optional.empty());
    assertEquals(GateOutcome.REFUSED, outcome(rules(), without));
  }

  @Test
  void withNothingActiveAFindingNeedsALeastAuc() {
    List<EvaluatedCases.Case> alone =
        cases(0.05, 0.05, CASES, i -> "a").cases().stream()
            .map(
                c ->
                    new EvaluatedCases.Case(
                        c.study(), c.part(), c.strata(), c.present(), c.candidate(), List.of()))
            .toList();
    EvaluatedCases first =
        new EvaluatedCases(
            "candidate",
            Optional.empty(),
            List.of("Pneumonia"),
            List.of(),
            alone,
            5,
            Optional.empty(),
            Optional.empty(),
            Optional.empty());
    assertEquals(GateOutcome.PASSED, outcome(rules(), first));
    assertEquals(GateOutcome.REFUSED, outcome(rules("minimum-auc", "1.01"), first));
  }

  @Test
  void noCaseAtAllIsNoPass() {
    EvaluatedCases none = cases(0, 0, 0, i -> "a");
    assertEquals(GateOutcome.UNDECIDED, outcome(rules(), none));
  }
}
