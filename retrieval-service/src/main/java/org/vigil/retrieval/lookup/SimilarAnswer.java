package org.vigil.retrieval.lookup;

import java.util.List;
import java.util.Optional;
import org.vigil.retrieval.cases.EmbeddingSpace;

/**
 * What there is to show beside a study.
 *
 * @param site whose reader it is for
 * @param cases nearest first; by request the most telling first
 * @param closeEnough whether the nearest is near enough to be worth a look
 * @param closeness what near enough means; empty where nothing could be compared
 * @param space where they were compared; empty where the study has no embedding
 * @param neighbourhood what the cases turned out to be
 * @param patientKnown whether other studies of the same patient could be told apart
 */
public record SimilarAnswer(
    Optional<String> site,
    List<SimilarCase> cases,
    boolean closeEnough,
    Optional<Closeness> closeness,
    Optional<EmbeddingSpace> space,
    Neighbourhood neighbourhood,
    boolean patientKnown) {

  static SimilarAnswer nothing(Optional<String> site, Optional<EmbeddingSpace> space) {
    return new SimilarAnswer(
        site, List.of(), false, Optional.empty(), space, Neighbourhood.of(List.of()), false);
  }
}
