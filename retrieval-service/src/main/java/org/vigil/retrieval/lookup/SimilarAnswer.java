package org.vigil.retrieval.lookup;

import java.util.List;
import java.util.Optional;
import org.vigil.retrieval.cases.EmbeddingSpace;

/**
 * What there is to show beside a study.
 *
 * @param cases nearest first
 * @param closeEnough whether the nearest is near enough to be worth a look
 * @param space where they were compared; empty where the study has no embedding
 */
public record SimilarAnswer(
    List<SimilarCase> cases, boolean closeEnough, Optional<EmbeddingSpace> space) {

  static SimilarAnswer nothing(Optional<EmbeddingSpace> space) {
    return new SimilarAnswer(List.of(), false, space);
  }
}
