package org.vigil.retrieval.http;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.OptionalDouble;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.lookup.Closeness;
import org.vigil.retrieval.lookup.Neighbourhood;
import org.vigil.retrieval.lookup.SimilarAnswer;
import org.vigil.retrieval.lookup.SimilarCase;
import org.vigil.schemas.word.Words;

/**
 * The answer as HTTP clients see it.
 *
 * @param closeness absent where nothing could be compared
 * @param space slot/version where the cases were compared; absent where the study has no embedding
 * @param samePatientExcluded false where nobody knows which studies are the same patient's
 */
public record SimilarView(
    List<CaseView> cases,
    boolean closeEnough,
    Optional<ClosenessView> closeness,
    NeighbourhoodView neighbourhood,
    Optional<String> space,
    boolean samePatientExcluded) {

  /**
   * One case.
   *
   * @param similarity cosine, -1 to 1
   * @param verdict absent only where cases without one were asked for
   * @param sharedFindings why it matches, besides its looks
   * @param thumbnail path at this service; absent where there is no picture
   */
  public record CaseView(
      String studyId,
      double similarity,
      Optional<VerdictView> verdict,
      List<String> sharedFindings,
      String site,
      String kind,
      Instant receivedAt,
      Optional<String> thumbnail) {}

  /**
   * What the case turned out to be.
   *
   * @param label in a few words
   * @param readers how many readers gave a word; this is the last one given
   */
  public record VerdictView(
      String label,
      Optional<String> diagnosis,
      List<FindingView> findings,
      Instant givenAt,
      int readers) {}

  /** One finding that a reader confirmed or excluded. */
  public record FindingView(String finding, boolean present) {}

  /**
   * What close means here.
   *
   * @param minimum cosine
   * @param calibratedOn cases; 0 where the minimum was set by hand
   * @param sameDiagnosis of cases so close to their nearest, the share that is the same
   */
  public record ClosenessView(double minimum, int calibratedOn, OptionalDouble sameDiagnosis) {}

  /** What the cases turned out to be. */
  public record NeighbourhoodView(int confirmed, List<DiagnosisView> diagnoses) {}

  /** One diagnosis with its share and that share's 95% interval. */
  public record DiagnosisView(String diagnosis, int count, double share, double low, double high) {}

  static SimilarView of(SimilarAnswer answer) {
    return new SimilarView(
        answer.cases().stream().map(found -> view(found, answer.site().orElse(""))).toList(),
        answer.closeEnough(),
        answer.closeness().map(SimilarView::view),
        view(answer.neighbourhood()),
        answer.space().map(EmbeddingSpace::toString),
        answer.patientKnown());
  }

  private static CaseView view(SimilarCase found, String site) {
    StudyFacts facts = found.facts();
    return new CaseView(
        found.studyId(),
        found.similarity(),
        found.verdict().map(verdict -> view(verdict, found.readers())),
        found.sharedFindings(),
        facts.site(),
        Words.of(facts.kind()),
        facts.receivedAt(),
        facts
            .picture()
            .map(p -> "/api/cases/%s/thumbnail?site=%s".formatted(found.studyId(), site)));
  }

  private static VerdictView view(CaseVerdict verdict, int readers) {
    List<FindingView> findings =
        verdict.findings().entrySet().stream()
            .map(entry -> new FindingView(entry.getKey(), entry.getValue()))
            .toList();
    return new VerdictView(
        verdict.label(), verdict.diagnosis(), findings, verdict.givenAt(), readers);
  }

  private static ClosenessView view(Closeness closeness) {
    return new ClosenessView(
        closeness.minimum(), closeness.calibratedOn(), closeness.sameDiagnosis());
  }

  private static NeighbourhoodView view(Neighbourhood neighbourhood) {
    double all = neighbourhood.confirmed();
    return new NeighbourhoodView(
        neighbourhood.confirmed(),
        neighbourhood.diagnoses().stream()
            .map(
                d ->
                    new DiagnosisView(
                        d.name(),
                        d.count(),
                        d.count() / all,
                        d.interval().low(),
                        d.interval().high()))
            .toList());
  }
}
