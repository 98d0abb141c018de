package org.vigil.training.report;

import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.schemas.word.Words;
import org.vigil.training.feedback.CasePart;
import org.vigil.training.gate.GateDecision;
import org.vigil.training.trainer.EvaluatedCases;
import org.vigil.training.trainer.TrainerLine;

/**
 * A run's results on the locked test cases; {@code reports/<run>.json}.
 *
 * @param format of this document; fields are only ever added under one number
 * @param run its RunId
 * @param reference digest of the bundle that was active, where there was one
 * @param cases of the part test
 * @param curve an entry for every whole epoch
 * @param findings in the bundle's order; empty without test cases
 * @param classes confusion of a bundle whose findings exclude each other: [true][strongest score];
 *     empty for others
 * @param gate the decision's outcome as a word
 * @param checks what every rule of the gate said
 */
public record RunReport(
    int format,
    String run,
    String slot,
    String version,
    Optional<String> reference,
    int cases,
    List<TrainerLine.EpochDone> curve,
    List<FindingReport> findings,
    List<List<Integer>> classes,
    String gate,
    List<Check> checks) {
  private static final int FORMAT = 1;

  /** A rule of the gate, for people. */
  public record Check(String outcome, String words) {}

  /**
   * @param manifest of the bundle that was evaluated
   */
  public static RunReport of(
      GateDecision decision,
      EvaluatedCases evaluated,
      BundleManifest manifest,
      List<TrainerLine.EpochDone> curve) {
    List<EvaluatedCases.Case> test =
        evaluated.cases().stream().filter(c -> c.part() == CasePart.TEST).toList();
    Map<String, Double> thresholds =
        manifest.thresholds().inForce("*", LocalDate.ofInstant(decision.at(), ZoneOffset.UTC));
    boolean oneOf = manifest.activation() == Activation.SOFTMAX;
    return new RunReport(
        FORMAT,
        decision.run(),
        decision.slot(),
        decision.version(),
        decision.reference(),
        test.size(),
        curve,
        IntStream.range(0, test.isEmpty() ? 0 : evaluated.findings().size())
            .mapToObj(
                f ->
                    FindingReport.of(
                        evaluated.findings().get(f),
                        thresholds.getOrDefault(evaluated.findings().get(f), 1.0),
                        f,
                        test))
            .toList(),
        oneOf ? classes(test, evaluated.findings().size()) : List.of(),
        Words.of(decision.outcome()),
        decision.checks().stream()
            .map(check -> new Check(Words.of(check.outcome()), check.words()))
            .toList());
  }

  private static List<List<Integer>> classes(List<EvaluatedCases.Case> test, int count) {
    int[][] counts = new int[count][count];
    for (EvaluatedCases.Case one : test) {
      int truth = one.present().indexOf(true);
      if (truth >= 0) {
        counts[truth][strongest(one.candidate())]++;
      }
    }
    List<List<Integer>> rows = new ArrayList<>();
    for (int[] row : counts) {
      rows.add(IntStream.of(row).boxed().toList());
    }
    return rows;
  }

  private static int strongest(List<Double> scores) {
    int best = 0;
    for (int i = 1; i < scores.size(); i++) {
      best = scores.get(i) > scores.get(best) ? i : best;
    }
    return best;
  }
}
