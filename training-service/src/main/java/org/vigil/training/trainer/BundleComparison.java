package org.vigil.training.trainer;

import ai.djl.Device;
import java.awt.image.Raster;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest.Activation;
import org.vigil.models.scoring.ImageScore;
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
    int weDoubt = 0;
    int theyDoubt = 0;
    for (int i = 0; i < samples.size(); i++) {
      Sample sample = samples.get(i);
      long start = System.nanoTime();
      Said said = score(ours, sample);
      long middle = System.nanoTime();
      Optional<Said> other = theirs.map(scorer -> score(scorer, sample));
      ourMillis[i] = (middle - start) / 1e6;
      theirMillis[i] = (System.nanoTime() - middle) / 1e6;
      weDoubt += said.doubted() ? 1 : 0;
      theyDoubt += other.filter(Said::doubted).isPresent() ? 1 : 0;
      cases.add(
          new EvaluatedCases.Case(
              sample.id(),
              sample.part(),
              sample.strata(),
              sample.present(),
              said.scores(),
              other.map(word -> align(findings, known, word.scores())).orElse(List.of())));
    }
    return new EvaluatedCases(
        candidate.digest().hex(),
        reference.map(bundle -> bundle.digest().hex()),
        findings,
        known.stream().filter(name -> !findings.contains(name)).toList(),
        cases,
        median(ourMillis),
        theirs.map(ignored -> median(theirMillis)),
        ifItDoubts(Optional.of(candidate), weDoubt),
        ifItDoubts(reference, theyDoubt));
  }

  private static Optional<Integer> ifItDoubts(Optional<Bundle> bundle, int doubted) {
    return bundle.flatMap(known -> known.manifest().doubt()).map(limits -> doubted);
  }

  /** Scores of one case, and whether readers would not see them. */
  private record Said(List<Double> scores, boolean doubted) {}

  private static Said score(Scorer scorer, Sample sample) {
    Raster picture = sample.picture().get();
    boolean unfit = scorer.doubts(picture, sample.strata().getOrDefault("site", "")).isPresent();
    ImageScore score = scorer.score(List.of(scorer.prepare(picture))).get(0);
    return new Said(score.probabilities(), unfit || score.doubted().isPresent());
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
