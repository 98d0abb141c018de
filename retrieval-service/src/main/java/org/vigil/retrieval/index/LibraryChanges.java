package org.vigil.retrieval.index;

import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;

/**
 * Changes that become visible together. Each method takes an event whole, or throws {@link
 * IllegalArgumentException} and takes nothing of it. Not thread-safe.
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
    if (event.getRevision() < known.revision()) {
      return;
    }
    Map<EmbeddingSpace, UnitVector> embeddings = new LinkedHashMap<>();
    Optional.ofNullable(event.getShadow()).ifPresent(shadow -> embed(shadow, embeddings));
    if (event.getOutcome() instanceof Scored scored) {
      embed(scored, embeddings);
    }
    StudyEntry next = known.seen(event.getSite(), event.getRevision(), picture(event));
    for (Map.Entry<EmbeddingSpace, UnitVector> embedding : embeddings.entrySet()) {
      next = next.embedded(embedding.getKey(), isShown(event, embedding.getKey()));
      vectors
          .computeIfAbsent(embedding.getKey(), space -> new HashMap<>())
          .put(event.getStudyId(), embedding.getValue());
    }
    entries.put(event.getStudyId(), next);
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

  private static boolean isShown(StudyScored event, EmbeddingSpace space) {
    return event.getOutcome() instanceof Scored scored
        && scored.getEmbeddingSpace().equals(space.toString());
  }

  private static Optional<String> picture(StudyScored event) {
    Set<String> used =
        event.getOutcome() instanceof Scored scored
            ? new HashSet<>(scored.getInputsUsed())
            : Set.of();
    return event.getImages().stream()
        .map(NormalisedImage::getImageId)
        .filter(used::contains)
        .findFirst()
        .or(() -> event.getImages().stream().map(NormalisedImage::getImageId).findFirst());
  }

  /** A reader's word on a study. */
  public void verdict(VerdictGiven event) {
    StudyEntry known = entry(event.getStudyId());
    entries.put(event.getStudyId(), known.confirmed(event.getReader(), CaseVerdict.of(event)));
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
