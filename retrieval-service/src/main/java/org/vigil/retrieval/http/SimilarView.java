package org.vigil.retrieval.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.lookup.SimilarAnswer;
import org.vigil.retrieval.lookup.SimilarCase;

/**
 * The answer as HTTP clients see it.
 *
 * @param space slot/version where the cases were compared; absent where the study has no embedding
 */
public record SimilarView(List<CaseView> cases, boolean closeEnough, Optional<String> space) {

  /**
   * @param similarity cosine, -1 to 1
   */
  public record CaseView(
      String studyId, double similarity, VerdictView verdict, String thumbnail) {}

  /**
   * @param readers how many readers gave a word; this is the last one given
   */
  public record VerdictView(
      Optional<String> diagnosis, List<FindingView> findings, Instant givenAt, int readers) {}

  /** One finding that a reader confirmed or excluded. */
  public record FindingView(String finding, boolean present) {}

  static SimilarView of(SimilarAnswer answer) {
    return new SimilarView(
        answer.cases().stream().map(SimilarView::view).toList(),
        answer.closeEnough(),
        answer.space().map(EmbeddingSpace::toString));
  }

  private static CaseView view(SimilarCase found) {
    CaseVerdict verdict = found.verdict();
    List<FindingView> findings =
        verdict.findings().entrySet().stream()
            .map(entry -> new FindingView(entry.getKey(), entry.getValue()))
            .toList();
    return new CaseView(
        found.studyId(),
        found.similarity(),
        new VerdictView(verdict.diagnosis(), findings, verdict.givenAt(), found.readers()),
        found.thumbnail());
  }
}
