package org.vigil.training.trainer;

import ai.djl.Device;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.scoring.Scorer;

/** Scores cases with a bundle and with the one that it is compared with, as inference would. */
final class BundleComparison {
  private static final int TIMED = 20; // pictures

  private final Bundle candidate;
  private final Optional<Bundle> reference;
  private final Device device;

  BundleComparison(Bundle candidate, Optional<Bundle> reference, Device device) {
    this.candidate = candidate;
    this.reference = reference;
    this.device = device;
  }

  EvaluatedCases of(List<Sample> samples) {
    try (Scorer ours = Scorer.load(candidate, device)) {
      if (reference.isEmpty()) {
        return compare(samples, ours, Optional.empty());
      }
      try (Scorer theirs = Scorer.load(reference.get(), device)) {
        return compare(samples, ours, Optional.of(theirs));
      }
    }
  }

  private EvaluatedCases compare(List<Sample> samples, Scorer ours, Optional<Scorer> theirs) {
    List<String> findings = candidate.manifest().findingNames();
    List<String> known =
        reference.map(bundle -> bundle.manifest().findingNames()).orElse(List.of());
    List<EvaluatedCases.Case> cases = new ArrayList<>();
    double[] ourMillis = new double[samples.size()];
    double[] theirMillis = new double[samples.size()];
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      long start = System.nanoTime();
      List<Double> said = score(ours, sample);
      long middle = System.nanoTime();
      Optional<List<Double>> other = theirs.map(scorer -> score(scorer, sample));
      ourMillis[i] = (middle - start) / 1e6;
      theirMillis[i] = (System.nanoTime() - middle) / 1e6;
      cases.add(
          new EvaluatedCases.Case(
              sample.id(),
              sample.part(),
              sample.strata(),
              sample.present(),
              said,
              other.map(scores -> align(findings, known, scores)).orElse(List.of())));
    }
    return new EvaluatedCases(
        candidate.digest().hex(),
        reference.map(bundle -> bundle.digest().hex()),
        findings,
        known.stream().filter(name -> !findings.contains(name)).toList(),
        cases,
        median(ourMillis),
        theirs.map(ignored -> median(theirMillis)));
  }

  private static List<Double> score(Scorer scorer, Sample sample) {
    return scorer.score(List.of(scorer.prepare(sample.picture().get()))).get(0).probabilities();
  }

  private static List<Optional<Double>> align(
      List<String> findings, List<String> known, List<Double> scores) {
    return findings.stream()
        .map(
            name ->
                known.contains(name)
                    ? Optional.of(scores.get(known.indexOf(name)))
                    : Optional.<Double>empty())
        .toList();
  }

  /** Of the last ones: the first passes warm up. 0 without any. */
  private static double median(double[] millis) {
    double[] last = Arrays.copyOfRange(millis, Math.max(0, millis.length - TIMED), millis.length);
    Arrays.sort(last);
    return last.length == 0 ? 0 : last[last.length / 2];
  }

  /**
   * @throws RefusedJobException unless both name one finding, or each by itself
   */
  void requireComparable() {
    Activation ours = candidate.manifest().activation();
    if (reference.filter(bundle -> bundle.manifest().activation() != ours).isPresent()) {
      throw new RefusedJobException("the bundles' scores mean different things: " + ours);
    }
  }
}
