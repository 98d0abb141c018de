package org.vigil.retrieval.index;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;

/**
 * Changes that become visible together. Each method takes an event whole, or throws {@link
 * IllegalArgumentException} and takes nothing of it. Not thread-safe.
 *
 * <p>Of a study that was erased nothing is taken any more, of one whose reuse was withdrawn no
 * vector: events of it may still be on their way, or be read again.
 */
public final class LibraryChanges {
  private final CaseLibrary library;
  private final Map<String, StudyEntry> entries = new LinkedHashMap<>();
  private final Map<EmbeddingSpace, Map<String, UnitVector>> vectors = new HashMap<>();

  LibraryChanges(CaseLibrary library) {
    this.library = library;
  }

  /** A model's word on a study; an earlier revision than the known one changes nothing. */
  public void scored(StudyScored event) {
    StudyEntry known = entry(event.getStudyId());
    if (event.getRevision() < known.revision() || !known.isOpen()) {
      return;
    }
    Map<EmbeddingSpace, UnitVector> embeddings = shadow(event);
    if (event.getOutcome() instanceof Scored scored) {
      embed(scored, embeddings);
    }
    StudyEntry next = place(known.seen(StudyFacts.of(event), event.getRevision()), embeddings);
    if (event.getOutcome() instanceof Scored scored) {
      next = next.shown(EmbeddingSpace.parse(scored.getEmbeddingSpace()), reported(scored));
    }
    entries.put(event.getStudyId(), next);
  }

  /**
   * What a bundle that came later says of a study as it was scored. Of a study that is known at
   * this revision only the new vector is taken: what is shown of it may have changed since.
   */
  public void embedded(StudyScored event) {
    StudyEntry known = entry(event.getStudyId());
    if (known.facts().isEmpty() || event.getRevision() > known.revision()) {
      scored(event);
    } else if (event.getRevision() == known.revision() && known.isOpen()) {
      entries.put(event.getStudyId(), place(known, shadow(event)));
    }
  }

  private Map<EmbeddingSpace, UnitVector> shadow(StudyScored event) {
    Map<EmbeddingSpace, UnitVector> embeddings = new LinkedHashMap<>();
    Optional.ofNullable(event.getShadow()).ifPresent(said -> embed(said, embeddings));
    return embeddings;
  }

  private StudyEntry place(StudyEntry study, Map<EmbeddingSpace, UnitVector> embeddings) {
    StudyEntry next = study;
    for (Map.Entry<EmbeddingSpace, UnitVector> embedding : embeddings.entrySet()) {
      next = next.embedded(embedding.getKey());
      vectors
          .computeIfAbsent(embedding.getKey(), space -> new HashMap<>())
          .put(study.studyId(), embedding.getValue());
    }
    return next;
  }

  private static Set<String> reported(Scored scored) {
    return scored.getFindings().stream()
        .filter(finding -> finding.getScore() >= finding.getThreshold())
        .map(FindingScore::getFinding)
        .collect(Collectors.toSet());
  }

  private void embed(Scored scored, Map<EmbeddingSpace, UnitVector> embeddings) {
    EmbeddingSpace space = EmbeddingSpace.parse(scored.getEmbeddingSpace());
    UnitVector vector = UnitVector.of(scored.getEmbedding());
    int width = width(space).orElse(vector.width());
    if (vector.width() != width) {
      throw new IllegalArgumentException(
          "the embedding has %d numbers, those of %s have %d"
              .formatted(vector.width(), space, width));
    }
    embeddings.put(space, vector);
  }

  private Optional<Integer> width(EmbeddingSpace space) {
    return vectors.getOrDefault(space, Map.of()).values().stream()
        .findFirst()
        .map(UnitVector::width)
        .or(() -> library.width(space));
  }

  /** A reader's word on a study. */
  public void verdict(VerdictGiven event) {
    StudyEntry known = entry(event.getStudyId());
    if (known.isOpen()) {
      entries.put(event.getStudyId(), known.confirmed(event.getReader(), CaseVerdict.of(event)));
    }
  }

  /** A study is to be forgotten, or to serve nobody else any more. */
  public void erased(StudyErased event) {
    String studyId = event.getStudyId();
    entries.put(studyId, entry(studyId).erased(event.getScope()));
    vectors.values().forEach(space -> space.remove(studyId));
  }

  private StudyEntry entry(String studyId) {
    StudyEntry changed = entries.get(studyId);
    return changed != null
        ? changed
        : library.study(studyId).orElseGet(() -> StudyEntry.unknown(studyId));
  }

  public boolean isEmpty() {
    return entries.isEmpty();
  }

  /** Writes the changes and makes them visible. */
  public void apply() {
    library.apply(entries.values(), vectors);
  }
}
