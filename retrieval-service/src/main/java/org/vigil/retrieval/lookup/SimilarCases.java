package org.vigil.retrieval.lookup;

import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.feed.ActiveSpaces;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.Neighbour;

/** Finds the confirmed cases that look most like a study. Thread-safe. */
public final class SimilarCases {
  /** How many cases one look-up may ask for. */
  public static final int MOST = 100;

  private final CaseLibrary library;
  private final ActiveSpaces active;
  private final Set<String> sharedSites;
  private final Closeness closeness;

  /** From which similarity on a case counts as close, by slot. */
  @FunctionalInterface
  public interface Closeness {
    double minimum(String slot);
  }

  /**
   * @param sharedSites sites whose cases every site may see
   */
  public SimilarCases(
      CaseLibrary library, ActiveSpaces active, Set<String> sharedSites, Closeness closeness) {
    this.library = library;
    this.active = active;
    this.sharedSites = Set.copyOf(sharedSites);
    this.closeness = closeness;
  }

  /**
   * @param k how many at most, 1 to {@link #MOST}
   * @return empty where the study is not known
   */
  public Optional<SimilarAnswer> to(String studyId, int k) {
    if (k < 1 || k > MOST) {
      throw new IllegalArgumentException("k is 1 to " + MOST);
    }
    return library.study(studyId).map(study -> to(study, k));
  }

  private SimilarAnswer to(StudyEntry study, int k) {
    Optional<EmbeddingSpace> space = space(study);
    Optional<UnitVector> vector = space.flatMap(s -> library.vector(s, study.studyId()));
    if (vector.isEmpty() || study.site().isEmpty()) {
      return SimilarAnswer.nothing(space);
    }
    Collection<String> sites = visibleTo(study.site().get());
    List<SimilarCase> cases =
        library.nearest(space.get(), vector.get(), k, sites, study.studyId()).stream()
            .flatMap(neighbour -> describe(neighbour).stream())
            .toList();
    double nearest = cases.isEmpty() ? -1 : cases.get(0).similarity();
    boolean close = !cases.isEmpty() && nearest >= closeness.minimum(space.get().slot());
    return new SimilarAnswer(cases, close, space);
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

  private Collection<String> visibleTo(String site) {
    Set<String> sites = new HashSet<>(sharedSites);
    sites.add(site);
    return sites;
  }

  private Optional<SimilarCase> describe(Neighbour neighbour) {
    return library
        .study(neighbour.studyId())
        .filter(study -> study.verdict().isPresent() && study.thumbnail().isPresent())
        .map(
            study ->
                new SimilarCase(
                    study.studyId(),
                    neighbour.similarity(),
                    study.verdict().get(),
                    study.verdicts().size(),
                    "/api/studies/%s/images/%s"
                        .formatted(study.studyId(), study.thumbnail().get())));
  }
}
