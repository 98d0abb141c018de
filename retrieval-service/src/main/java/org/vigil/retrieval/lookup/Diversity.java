package org.vigil.retrieval.lookup;

import java.util.ArrayList;
import java.util.List;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.index.Neighbour;

/**
 * Chooses neighbours that are near, and unlike one another: maximal marginal relevance (Carbonell
 * and Goldstein 1998, doi 10.1145/290941.291025, equation 1, whose lambda is 1 - diversity).
 */
final class Diversity {
  private Diversity() {}

  /**
   * A neighbour with its vector.
   *
   * @param vector in the space of the look-up
   */
  record Candidate(Neighbour neighbour, UnitVector vector) {}

  /** The first is always the nearest. */
  static List<Neighbour> choose(List<Candidate> candidates, int k, double diversity) {
    List<Candidate> left = new ArrayList<>(candidates);
    List<Candidate> chosen = new ArrayList<>();
    while (chosen.size() < k && !left.isEmpty()) {
      Candidate best = left.get(0);
      double bestWorth = Double.NEGATIVE_INFINITY;
      for (Candidate candidate : left) {
        double worth = worth(candidate, chosen, diversity);
        if (worth > bestWorth) {
          best = candidate;
          bestWorth = worth;
        }
      }
      chosen.add(best);
      left.remove(best);
    }
    return chosen.stream().map(Candidate::neighbour).toList();
  }

  private static double worth(Candidate candidate, List<Candidate> chosen, double diversity) {
    if (chosen.isEmpty()) {
      return candidate.neighbour().similarity();
    }
    double like =
        chosen.stream().mapToDouble(c -> c.vector().cosine(candidate.vector())).max().orElse(0);
    return (1 - diversity) * candidate.neighbour().similarity() - diversity * like;
  }
}
