package org.vigil.training.gate;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.TreeSet;
import org.vigil.models.metric.DeLong;
import org.vigil.models.metric.Interval;
import org.vigil.models.metric.Reliability;
import org.vigil.schemas.word.Words;
import org.vigil.training.feedback.CasePart;
import org.vigil.training.trainer.EvaluatedCases;

/**
 * Applies the rules to what two bundles say of the same cases. Plain arithmetic; thread-safe.
 *
 * <p>Non-inferiority of a finding: the 95% interval of the difference of AUCs (candidate minus
 * active, DeLong et al. 1988) lies above minus the margin. A difference below minus the margin is
 * refused; an interval that reaches below it is undecided.
 */
public final class Gate {
  private static final int LEAST = 2; // cases of each kind that DeLong's variance needs

  private final GateSettings rules;

  public Gate(GateSettings rules) {
    this.rules = rules;
  }

  /** Every rule applied, in a fixed order. */
  public List<GateCheck> checks(EvaluatedCases cases) {
    List<GateCheck> checks = new ArrayList<>();
    for (String missing : cases.missing()) {
      checks.add(missing(missing));
    }
    for (CasePart part : rules.parts()) {
      List<EvaluatedCases.Case> members =
          cases.cases().stream().filter(c -> c.part() == part).toList();
      everyFinding(checks, cases, new Group(Words.of(part), members, false));
      if (part == CasePart.TEST) {
        strata(checks, cases, members);
        calibration(checks, cases, members);
      }
    }
    doubts(checks, cases);
    checks.add(latency(cases));
    return List.copyOf(checks);
  }

  /** What follows from all rules together: the worst of their outcomes. */
  public static GateOutcome outcome(List<GateCheck> checks) {
    return checks.stream()
        .map(GateCheck::outcome)
        .reduce(GateOutcome::and)
        .orElse(GateOutcome.UNDECIDED);
  }

  private record Group(String name, List<EvaluatedCases.Case> members, boolean stratum) {}

  private void strata(
      List<GateCheck> checks, EvaluatedCases cases, List<EvaluatedCases.Case> members) {
    for (String stratum : rules.strata()) {
      TreeSet<String> values = new TreeSet<>();
      members.forEach(c -> Optional.ofNullable(c.strata().get(stratum)).ifPresent(values::add));
      for (String value : values) {
        List<EvaluatedCases.Case> group =
            members.stream().filter(c -> value.equals(c.strata().get(stratum))).toList();
        everyFinding(
            checks, cases, new Group("test, %s=%s".formatted(stratum, value), group, true));
      }
    }
  }

  private void everyFinding(List<GateCheck> checks, EvaluatedCases cases, Group group) {
    for (int f = 0; f < cases.findings().size(); f++) {
      checks.add(discrimination(cases, f, group));
    }
  }

  private GateCheck discrimination(EvaluatedCases cases, int finding, Group group) {
    String name = cases.findings().get(finding);
    boolean[] present = present(group.members(), finding);
    int positives = count(present);
    int negatives = present.length - positives;
    boolean compared =
        cases.reference().isPresent()
            && group.members().stream().allMatch(c -> c.reference().get(finding).isPresent());
    double margin =
        group.stratum()
            ? rules.stratumMargin()
            : rules.margins().getOrDefault(name, rules.margin());
    double bound = compared ? -margin : rules.minimumAuc();
    String rule = compared ? "no worse than the active bundle" : "least AUC";
    if (positives < Math.max(LEAST, rules.minimumPositives())
        || negatives < Math.max(LEAST, rules.minimumNegatives())) {
      return new GateCheck(
          rule,
          Optional.of(name),
          group.name(),
          positives,
          negatives,
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          bound,
          GateOutcome.UNDECIDED,
          "%s (%s): %d cases with it and %d without are too few to compare"
              .formatted(name, group.name(), positives, negatives));
    }
    double[] ours = group.members().stream().mapToDouble(c -> c.candidate().get(finding)).toArray();
    Interval measured =
        compared
            ? DeLong.difference(ours, reference(group.members(), finding), present)
            : DeLong.interval(ours, present);
    return bounded(rule, name, group.name(), positives, negatives, measured, bound);
  }

  private static GateCheck bounded(
      String rule,
      String finding,
      String group,
      int positives,
      int negatives,
      Interval measured,
      double bound) {
    GateOutcome outcome =
        measured.low() >= bound
            ? GateOutcome.PASSED
            : measured.value() < bound ? GateOutcome.REFUSED : GateOutcome.UNDECIDED;
    return new GateCheck(
        rule,
        Optional.of(finding),
        group,
        positives,
        negatives,
        Optional.of(measured.value()),
        Optional.of(measured.low()),
        Optional.of(measured.high()),
        bound,
        outcome,
        String.format(
            Locale.ROOT,
            "%s (%s): %s, %s; bound %.3f",
            finding,
            group,
            rule.equals("least AUC") ? "AUC" : "difference of AUC",
            measured,
            bound));
  }

  private void calibration(
      List<GateCheck> checks, EvaluatedCases cases, List<EvaluatedCases.Case> members) {
    for (int f = 0; f < cases.findings().size() && !members.isEmpty(); f++) {
      int finding = f;
      boolean[] present = present(members, f);
      double[] scores = members.stream().mapToDouble(c -> c.candidate().get(finding)).toArray();
      double error = Reliability.ofFinding(scores, present).expectedCalibrationError();
      checks.add(
          whole(
              "calibration",
              Optional.of(cases.findings().get(f)),
              error,
              rules.maxCalibrationError(),
              "%s: expected calibration error".formatted(cases.findings().get(f))));
    }
  }

  private void doubts(List<GateCheck> checks, EvaluatedCases cases) {
    if (cases.referenceAbstains().isPresent() && cases.candidateAbstains().isEmpty()) {
      checks.add(
          broken(
              "says when it does not know",
              Optional.empty(),
              "the active bundle abstains from what it does not know, and this one cannot"));
    }
    if (cases.candidateAbstains().isPresent() && !cases.cases().isEmpty()) {
      checks.add(
          whole(
              "abstention",
              Optional.empty(),
              (double) cases.candidateAbstains().get() / cases.cases().size(),
              rules.maxAbstention(),
              "share of the cases that it abstains from"));
    }
  }

  private GateCheck latency(EvaluatedCases cases) {
    double bound = rules.maxLatency().toMillis();
    Optional<Double> relative = cases.referenceMillis().map(ms -> ms * rules.maxLatencyRatio());
    return whole(
        "latency",
        Optional.empty(),
        cases.candidateMillis(),
        relative.map(ms -> Math.min(ms, bound)).orElse(bound),
        "milliseconds a picture");
  }

  private static GateCheck whole(
      String rule, Optional<String> finding, double value, double bound, String what) {
    return new GateCheck(
        rule,
        finding,
        "test",
        0,
        0,
        Optional.of(value),
        Optional.empty(),
        Optional.empty(),
        bound,
        value <= bound ? GateOutcome.PASSED : GateOutcome.REFUSED,
        String.format(Locale.ROOT, "%s %.3f; at most %.3f", what, value, bound));
  }

  private static GateCheck missing(String finding) {
    return broken(
        "all findings of the active bundle",
        Optional.of(finding),
        finding + " is a finding of the active bundle, and not of this one");
  }

  private static GateCheck broken(String rule, Optional<String> finding, String words) {
    return new GateCheck(
        rule,
        finding,
        "",
        0,
        0,
        Optional.empty(),
        Optional.empty(),
        Optional.empty(),
        0,
        GateOutcome.REFUSED,
        words);
  }

  private static boolean[] present(List<EvaluatedCases.Case> cases, int finding) {
    boolean[] present = new boolean[cases.size()];
    for (int i = 0; i < present.length; i++) {
      present[i] = cases.get(i).present().get(finding);
    }
    return present;
  }

  private static double[] reference(List<EvaluatedCases.Case> cases, int finding) {
    return cases.stream().mapToDouble(c -> c.reference().get(finding).orElseThrow()).toArray();
  }

  private static int count(boolean[] flags) {
    int count = 0;
    for (boolean flag : flags) {
      count += flag ? 1 : 0;
    }
    return count;
  }
}
