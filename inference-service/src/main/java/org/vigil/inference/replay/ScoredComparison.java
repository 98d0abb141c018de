package org.vigil.inference.replay;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.Scored;

/** Compares a recorded word of a model with the recomputed one, number by number. */
final class ScoredComparison {
  /** DESIGN, section 4.7. */
  static final double TOLERANCE = 1e-4;

  private final List<String> differences = new ArrayList<>();
  private double worst;

  private ScoredComparison() {}

  static ReplayOutcome of(Scored recorded, Scored again) {
    ScoredComparison comparison = new ScoredComparison();
    comparison.words("preprocessing", recorded.getPreprocessing(), again.getPreprocessing());
    comparison.words(
        "thresholds version", recorded.getThresholdsVersion(), again.getThresholdsVersion());
    comparison.words("embedding space", recorded.getEmbeddingSpace(), again.getEmbeddingSpace());
    comparison.words(
        "inputs missing",
        recorded.getInputsMissing().toString(),
        again.getInputsMissing().toString());
    comparison.findings(recorded.getFindings(), again.getFindings());
    comparison.embeddings(recorded.getEmbedding(), again.getEmbedding());
    return comparison.differences.isEmpty()
        ? new ReplayOutcome.Same(comparison.worst)
        : new ReplayOutcome.Different(comparison.differences);
  }

  private void words(String what, String recorded, String again) {
    if (!recorded.equals(again)) {
      differences.add("%s: recorded %s, now %s".formatted(what, recorded, again));
    }
  }

  private void findings(List<FindingScore> recorded, List<FindingScore> again) {
    List<String> names = recorded.stream().map(FindingScore::getFinding).toList();
    words(
        "findings",
        names.toString(),
        again.stream().map(FindingScore::getFinding).toList().toString());
    for (FindingScore was : recorded) {
      again.stream()
          .filter(now -> now.getFinding().equals(was.getFinding()))
          .forEach(
              now -> {
                numbers(was.getFinding(), was.getScore(), now.getScore());
                numbers(was.getFinding() + " threshold", was.getThreshold(), now.getThreshold());
              });
    }
  }

  private void embeddings(List<Float> recorded, List<Float> again) {
    if (recorded.size() != again.size()) {
      words("embedding width", "" + recorded.size(), "" + again.size());
      return;
    }
    double farthest = 0;
    for (int i = 0; i < recorded.size(); i++) {
      farthest = Math.max(farthest, Math.abs(recorded.get(i) - again.get(i)));
    }
    numbers("embedding, farthest number", 0, farthest);
  }

  private void numbers(String what, double recorded, double again) {
    double difference = Math.abs(recorded - again);
    worst = Math.max(worst, difference);
    if (!(difference <= TOLERANCE)) {
      differences.add(
          String.format(Locale.ROOT, "%s: recorded %.6f, now %.6f", what, recorded, again));
    }
  }
}
