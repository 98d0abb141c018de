package org.vigil.retrieval.cases;

import java.util.Optional;
import java.util.Set;

/**
 * What the cases shall be like, and which are no answer.
 *
 * @param vector to be near to
 * @param study that asks: it is no answer to itself
 * @param patient whose other studies are no answer
 * @param images studies that have one of these are the same patient's, whatever else is known
 */
public record Likeness(
    UnitVector vector, Optional<String> study, Optional<String> patient, Set<String> images) {

  /** Of a vector that no study is known to have. */
  public static Likeness to(UnitVector vector) {
    return new Likeness(vector, Optional.empty(), Optional.empty(), Set.of());
  }

  /** Of a study. */
  public static Likeness to(UnitVector vector, StudyEntry study) {
    return new Likeness(
        vector,
        Optional.of(study.studyId()),
        study.facts().flatMap(StudyFacts::patient),
        study.facts().map(facts -> Set.copyOf(facts.images())).orElse(Set.of()));
  }

  /** Whether there is nothing to leave out. */
  public boolean isNobodys() {
    return study.isEmpty() && patient.isEmpty() && images.isEmpty();
  }
}
