package org.vigil.worklist.whatif;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.StudyEntry;

/**
 * Collects the studies of a slot from their events, each topic in its order. Not thread-safe.
 *
 * <p>Bounded: more studies than allowed end the collecting.
 */
final class Traffic {
  /** Why a study has no scores of the candidate: it abstained, failed, or was not asked. */
  static final String SILENT = "candidate-silent";

  private final String slot;
  private final String version;
  private final int most;
  private final Map<String, StudyEntry> shown = new LinkedHashMap<>();
  private final Map<String, StudyEntry> shadowed = new HashMap<>();
  private Optional<Instant> since = Optional.empty();

  /**
   * @param version of the candidate
   * @param most studies
   */
  Traffic(String slot, String version, int most) {
    this.slot = slot;
    this.version = version;
    this.most = most;
  }

  /**
   * A model's word; the event is used up.
   *
   * @throws TooMuchTrafficException beyond the bound
   */
  void scored(StudyScored event) {
    if (!slot.equals(event.getSlot())) {
      return;
    }
    Optional<Scored> candidate =
        Optional.ofNullable(event.getShadow())
            .filter(shadow -> shadow.getBundle().getVersion().equals(version));
    candidate.ifPresent(word -> since = Optional.of(earliest(event.getReceivedAt())));
    fold(shown, event);
    event.put(
        "outcome",
        candidate
            .map(Object.class::cast)
            .orElseGet(() -> new Abstained(SILENT, "the candidate gave no scores", null)));
    fold(shadowed, event);
    if (shown.size() > most) {
      throw new TooMuchTrafficException(most);
    }
  }

  private Instant earliest(Instant receivedAt) {
    return since.filter(known -> known.isBefore(receivedAt)).orElse(receivedAt);
  }

  private static void fold(Map<String, StudyEntry> entries, StudyScored event) {
    entries.compute(
        event.getStudyId(),
        (id, known) ->
            (known == null ? StudyEntry.unknown(id) : known).scored(event, event.getScoredAt()));
  }

  /** A reader's word; of a study that is not among the traffic it says nothing. */
  void verdict(VerdictGiven event) {
    shown.computeIfPresent(event.getStudyId(), (id, known) -> known.verdict(event));
  }

  /** From when on the candidate was there; empty where it never was. */
  Optional<Instant> since() {
    return since;
  }

  /** The studies that came while the candidate was there. */
  List<PastStudy> studies() {
    List<PastStudy> studies = new ArrayList<>();
    shown.forEach((id, entry) -> studies.add(study(entry, shadowed.get(id))));
    studies.removeIf(study -> since.filter(first -> !study.receivedAt().isBefore(first)).isEmpty());
    return studies;
  }

  private static PastStudy study(StudyEntry entry, StudyEntry other) {
    boolean scored = other.word().filter(ModelWord.Scores.class::isInstance).isPresent();
    return new PastStudy(entry, other, scored);
  }
}
