package org.vigil.retrieval.lookup;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.Neighbour;

/**
 * Learns from the confirmed cases themselves how near the nearest case is, as a rule: each of a
 * sample is left out and looked up as a reader of its site would. The minimum is what 95% of them
 * reach; what is farther from every case than that is unlike what the library has.
 */
final class Calibration {
  /** Fewer cases teach nothing. */
  static final int FEWEST = 20;

  private static final int SAMPLE = 300;
  private static final double UNREACHED = 0.05;

  private final CaseLibrary library;
  private final Sight sight;

  Calibration(CaseLibrary library, Sight sight) {
    this.library = library;
    this.sight = sight;
  }

  /** One case with the nearest other. */
  private record Pair(double similarity, boolean same) {}

  /** Empty where the space has too few cases. */
  Optional<Closeness> of(EmbeddingSpace space) {
    List<Pair> pairs = new ArrayList<>();
    for (String studyId : library.sample(space, SAMPLE)) {
      library.study(studyId).flatMap(study -> pair(space, study)).ifPresent(pairs::add);
    }
    if (pairs.size() < FEWEST) {
      return Optional.empty();
    }
    double[] sorted = pairs.stream().mapToDouble(Pair::similarity).sorted().toArray();
    double minimum = sorted[(int) (UNREACHED * sorted.length)];
    List<Pair> close = pairs.stream().filter(pair -> pair.similarity() >= minimum).toList();
    double same = (double) close.stream().filter(Pair::same).count() / close.size();
    return Optional.of(new Closeness(minimum, pairs.size(), OptionalDouble.of(same)));
  }

  private Optional<Pair> pair(EmbeddingSpace space, StudyEntry study) {
    return library
        .vector(space, study.studyId())
        .flatMap(
            vector ->
                library
                    .nearest(
                        space,
                        Likeness.to(vector, study),
                        1,
                        CaseFilter.CONFIRMED,
                        sight.of(study.facts().map(StudyFacts::site).orElse("")))
                    .stream()
                    .findFirst())
        .flatMap(nearest -> pair(study, nearest));
  }

  private Optional<Pair> pair(StudyEntry study, Neighbour nearest) {
    return library
        .study(nearest.studyId())
        .map(other -> new Pair(nearest.similarity(), label(study).equals(label(other))));
  }

  private static String label(StudyEntry study) {
    return study.verdict().map(verdict -> verdict.label().toLowerCase(Locale.ROOT)).orElse("");
  }
}
