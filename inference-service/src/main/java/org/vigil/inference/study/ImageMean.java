package org.vigil.inference.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.models.scoring.ImageScore;

/** Makes one word on a study of a model's words on its images, at least one. */
final class ImageMean {
  private static final double SHORTEST = 1e-12;

  private ImageMean() {}

  /** The mean probability of a finding. */
  static double probability(List<ImageScore> scores, int finding) {
    return scores.stream().mapToDouble(s -> s.probabilities().get(finding)).average().orElseThrow();
  }

  /** The mean deviation of a finding over looks; empty where a picture was looked at once. */
  static Optional<Double> spread(List<ImageScore> scores, int finding) {
    return scores.stream().allMatch(score -> score.spread().isPresent())
        ? Optional.of(
            scores.stream()
                .mapToDouble(score -> score.spread().orElseThrow().get(finding))
                .average()
                .orElseThrow())
        : Optional.empty();
  }

  /** The mean of the embeddings, brought to length 1. */
  static List<Float> embedding(List<ImageScore> scores) {
    if (scores.size() == 1) {
      return scores.get(0).embedding();
    }
    double[] sum = new double[scores.get(0).embedding().size()];
    for (ImageScore score : scores) {
      for (int i = 0; i < sum.length; i++) {
        sum[i] += score.embedding().get(i);
      }
    }
    double squares = 0;
    for (double value : sum) {
      squares += value * value;
    }
    double length = Math.max(Math.sqrt(squares), SHORTEST);
    List<Float> unit = new ArrayList<>(sum.length);
    for (double value : sum) {
      unit.add((float) (value / length));
    }
    return unit;
  }
}
