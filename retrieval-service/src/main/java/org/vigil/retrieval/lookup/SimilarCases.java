package org.vigil.retrieval.lookup;

import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.feed.ActiveSpaces;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.Neighbour;

/** Finds the confirmed cases that look most like a study, or a vector. Thread-safe. */
public final class SimilarCases {
  /** Neighbours among which diverse ones are chosen. */
  private static final int DIVERSE_POOL = 100;

  private final CaseLibrary library;
  private final ActiveSpaces active;
  private final Sight sight;
  private final ClosenessBook closeness;

  public SimilarCases(
      CaseLibrary library, ActiveSpaces active, Sight sight, ClosenessBook closeness) {
    this.library = library;
    this.active = active;
    this.sight = sight;
    this.closeness = closeness;
  }

  /**
   * The cases like a study, as its own site's readers may see them.
   *
   * @return empty where the study is not known
   * @throws UnknownValueException for a filter's word that no case has, or a site not to be seen
   */
  public Optional<SimilarAnswer> to(String studyId, Wanted wanted) {
    return library
        .study(studyId)
        .filter(study -> study.isOpen() || study.facts().isPresent())
        .map(study -> to(study, wanted));
  }

  private SimilarAnswer to(StudyEntry study, Wanted wanted) {
    Optional<String> site = study.facts().map(StudyFacts::site);
    Optional<EmbeddingSpace> space = space(study);
    Optional<UnitVector> vector = space.flatMap(s -> library.vector(s, study.studyId()));
    if (vector.isEmpty() || site.isEmpty()) {
      return SimilarAnswer.nothing(site, space);
    }
    Likeness like = Likeness.to(vector.get(), study);
    return answer(space.get(), like, site.get(), said(study), wanted);
  }

  /**
   * The cases like a vector, as a site's readers may see them.
   *
   * @param reported findings that are said of what the vector is of
   * @throws UnknownSpaceException if the space has no vectors
   * @throws IllegalArgumentException if the vector is of another width than the space
   * @throws UnknownValueException as above
   */
  public SimilarAnswer to(
      EmbeddingSpace space, UnitVector vector, String site, Set<String> reported, Wanted wanted) {
    int width = library.width(space).orElseThrow(() -> new UnknownSpaceException(space));
    if (vector.width() != width) {
      throw new IllegalArgumentException(
          "the vector has %d numbers, those of %s have %d".formatted(vector.width(), space, width));
    }
    return answer(space, Likeness.to(vector), site, reported, wanted);
  }

  private SimilarAnswer answer(
      EmbeddingSpace space, Likeness like, String site, Set<String> said, Wanted wanted) {
    Visibility visibility = sight.of(site);
    check(space, wanted.filter(), visibility);
    List<SimilarCase> cases =
        neighbours(space, like, wanted, visibility).stream()
            .flatMap(neighbour -> describe(neighbour, said, wanted.filter()).stream())
            .toList();
    Closeness near = closeness.of(space);
    double nearest = cases.stream().mapToDouble(SimilarCase::similarity).max().orElse(-2);
    return new SimilarAnswer(
        Optional.of(site),
        cases,
        nearest >= near.minimum(),
        Optional.of(near),
        Optional.of(space),
        Neighbourhood.of(cases),
        like.patient().isPresent());
  }

  private void check(EmbeddingSpace space, CaseFilter filter, Visibility visibility) {
    if (filter.site().filter(wanted -> !visibility.includes(wanted)).isPresent()) {
      throw new UnknownValueException("site");
    }
    library
        .unknownWord(space, filter)
        .ifPresent(
            field -> {
              throw new UnknownValueException(field);
            });
  }

  private List<Neighbour> neighbours(
      EmbeddingSpace space, Likeness like, Wanted wanted, Visibility visibility) {
    if (wanted.diversity() == 0) {
      return library.nearest(space, like, wanted.k(), wanted.filter(), visibility);
    }
    int pool = Math.max(DIVERSE_POOL, 2 * wanted.k());
    List<Diversity.Candidate> candidates =
        library.nearest(space, like, pool, wanted.filter(), visibility).stream()
            .flatMap(
                found ->
                    library.vector(space, found.studyId()).stream()
                        .map(vector -> new Diversity.Candidate(found, vector)))
            .toList();
    return Diversity.choose(candidates, wanted.k(), wanted.diversity());
  }

  /**
   * The space of an active bundle that the study is in; else the one of its newest shown score,
   * whose cases can still be compared with it.
   */
  private Optional<EmbeddingSpace> space(StudyEntry study) {
    Optional<EmbeddingSpace> latest = study.latestSpace().map(EmbeddingSpace::parse);
    if (latest.filter(active::isActive).isPresent()) {
      return latest;
    }
    return study.spaces().stream()
        .map(EmbeddingSpace::parse)
        .filter(active::isActive)
        .filter(space -> latest.isEmpty() || latest.get().slot().equals(space.slot()))
        .findFirst()
        .or(() -> latest);
  }

  /** What readers confirmed of the study that asks; where none has read it, what its model says. */
  private static Set<String> said(StudyEntry study) {
    return study
        .verdict()
        .<Set<String>>map(verdict -> new HashSet<>(verdict.present()))
        .orElse(study.reported());
  }

  /** The catalogue has the last word: a case that was taken back a moment ago is not shown. */
  private Optional<SimilarCase> describe(Neighbour neighbour, Set<String> said, CaseFilter filter) {
    return library
        .study(neighbour.studyId())
        .filter(StudyEntry::isOpen)
        .filter(study -> study.verdict().isPresent() || !filter.onlyWithVerdict())
        .flatMap(study -> study.facts().map(facts -> describe(neighbour, study, facts, said)));
  }

  private static SimilarCase describe(
      Neighbour neighbour, StudyEntry study, StudyFacts facts, Set<String> said) {
    List<String> present = study.verdict().map(CaseVerdict::present).orElse(List.of());
    return new SimilarCase(
        study.studyId(),
        neighbour.similarity(),
        facts,
        study.verdict(),
        study.readers(),
        present.stream().filter(said::contains).toList());
  }
}
