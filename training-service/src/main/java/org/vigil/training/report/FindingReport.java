package org.vigil.training.report;

import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.vigil.models.metric.Confusion;
import org.vigil.models.metric.DeLong;
import org.vigil.models.metric.Interval;
import org.vigil.models.metric.Reliability;
import org.vigil.training.trainer.EvaluatedCases;

/**
 * One finding on the test cases, of which there is at least one.
 *
 * @param positives cases with it
 * @param negatives cases without
 * @param auc with its 95% interval (DeLong); empty with fewer than two cases of each kind
 * @param referenceAuc of the bundle that was active, on the same cases
 * @param threshold operating point for any site
 * @param confusion at the threshold
 * @param sensitivity at the threshold, where it is defined
 * @param roc of the candidate, from (0, 0) to (1, 1)
 * @param referenceRoc of the bundle that was active; empty without one
 * @param calibrationError expected calibration error
 * @param calibration occupied bins
 * @param errors the cases furthest on the wrong side of the threshold, the worst first
 */
public record FindingReport(
    String finding,
    int positives,
    int negatives,
    Optional<Interval> auc,
    Optional<Interval> referenceAuc,
    double threshold,
    Confusion confusion,
    Optional<Double> sensitivity,
    Optional<Double> specificity,
    Optional<Double> positivePredictiveValue,
    Optional<Double> negativePredictiveValue,
    List<RocPoint> roc,
    List<RocPoint> referenceRoc,
    double calibrationError,
    List<Bin> calibration,
    List<WorstError> errors) {
  private static final int LEAST = 2; // cases of each kind that DeLong's variance needs
  private static final int ERRORS = 10;

  /**
   * A bin of scores.
   *
   * @param count cases in it
   * @param score their mean
   * @param present share of them that has the finding
   */
  public record Bin(long count, double score, double present) {}

  /**
   * A case on the wrong side of the threshold.
   *
   * @param study its StudyId, or its place in an archive
   */
  public record WorstError(String study, boolean present, double score) {}

  static FindingReport of(
      String finding, double threshold, int index, List<EvaluatedCases.Case> test) {
    boolean[] present = new boolean[test.size()];
    int positives = 0;
    for (int i = 0; i < present.length; i++) {
      present[i] = test.get(i).present().get(index);
      positives += present[i] ? 1 : 0;
    }
    double[] scores = test.stream().mapToDouble(c -> c.candidate().get(index)).toArray();
    Optional<double[]> reference = reference(index, test);
    boolean enough = positives >= LEAST && present.length - positives >= LEAST;
    Confusion confusion = Confusion.at(threshold, scores, present);
    Reliability reliability = Reliability.ofFinding(scores, present);
    return new FindingReport(
        finding,
        positives,
        present.length - positives,
        enough ? Optional.of(DeLong.interval(scores, present)) : Optional.empty(),
        reference.filter(theirs -> enough).map(theirs -> DeLong.interval(theirs, present)),
        threshold,
        confusion,
        boxed(confusion.sensitivity()),
        boxed(confusion.specificity()),
        boxed(confusion.positivePredictiveValue()),
        boxed(confusion.negativePredictiveValue()),
        RocPoint.curve(scores, present),
        reference.map(theirs -> RocPoint.curve(theirs, present)).orElse(List.of()),
        reliability.expectedCalibrationError(),
        bins(reliability),
        errors(threshold, index, test));
  }

  private static Optional<double[]> reference(int index, List<EvaluatedCases.Case> test) {
    boolean all =
        test.stream()
            .allMatch(c -> !c.reference().isEmpty() && c.reference().get(index).isPresent());
    return all
        ? Optional.of(
            test.stream().mapToDouble(c -> c.reference().get(index).orElseThrow()).toArray())
        : Optional.empty();
  }

  private static List<Bin> bins(Reliability reliability) {
    return reliability.bins().stream()
        .filter(bin -> bin.count() > 0)
        .map(
            bin ->
                new Bin(bin.count(), bin.confidence().orElseThrow(), bin.accuracy().orElseThrow()))
        .toList();
  }

  private static List<WorstError> errors(
      double threshold, int index, List<EvaluatedCases.Case> test) {
    Stream<WorstError> wrong =
        test.stream()
            .filter(c -> c.candidate().get(index) >= threshold != c.present().get(index))
            .map(c -> new WorstError(c.study(), c.present().get(index), c.candidate().get(index)));
    return wrong
        .sorted(
            Comparator.comparingDouble((WorstError e) -> -Math.abs(e.score() - threshold))
                .thenComparing(WorstError::study))
        .limit(ERRORS)
        .toList();
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
