package org.vigil.models.metric;

import java.util.OptionalDouble;
import java.util.OptionalInt;

/**
 * What one query brought back, judged by labels.
 *
 * @param label of the query
 * @param ranking gallery indices, nearest first
 * @param relevant whether the case at each rank has the query's label
 */
public record RankedQuery(int label, int[] ranking, boolean[] relevant) {

  /** All relevant cases of the gallery. */
  public int relevantCases() {
    return found(relevant.length);
  }

  /** Rank of the first relevant case, from 1. */
  public OptionalInt firstRelevant() {
    for (int i = 0; i < relevant.length; i++) {
      if (relevant[i]) {
        return OptionalInt.of(i + 1);
      }
    }
    return OptionalInt.empty();
  }

  /** P@k: share of the first k that is relevant. */
  public double precision(int k) {
    return (double) found(k) / k;
  }

  /** 1 if any of the first k is relevant; its mean is what publications call R@k. */
  public double hit(int k) {
    return found(k) > 0 ? 1 : 0;
  }

  /** Share of all relevant cases that is among the first k; empty if there is none. */
  public OptionalDouble recall(int k) {
    return Scores.ratio(found(k), relevantCases());
  }

  /** F1 of precision and hit: what publications call F1@k. */
  public double f1OfHit(int k) {
    return Scores.harmonic(precision(k), hit(k));
  }

  /** F1 of precision and recall; empty if there is no relevant case. */
  public OptionalDouble f1OfRecall(int k) {
    OptionalDouble recall = recall(k);
    return recall.isPresent()
        ? OptionalDouble.of(Scores.harmonic(precision(k), recall.getAsDouble()))
        : recall;
  }

  /** Average precision over the whole ranking; empty if there is no relevant case. */
  public OptionalDouble averagePrecision() {
    return averagePrecision(relevant.length);
  }

  /** AP@k, divided by min(relevant cases, k); empty if there is no relevant case. */
  public OptionalDouble averagePrecision(int k) {
    int found = 0;
    double sum = 0;
    for (int i = 0; i < Math.min(k, relevant.length); i++) {
      if (relevant[i]) {
        sum += (double) ++found / (i + 1);
      }
    }
    int possible = Math.min(relevantCases(), k);
    return possible == 0 ? OptionalDouble.empty() : OptionalDouble.of(sum / possible);
  }

  private int found(int k) {
    int found = 0;
    for (int i = 0; i < Math.min(k, relevant.length); i++) {
      found += relevant[i] ? 1 : 0;
    }
    return found;
  }
}
