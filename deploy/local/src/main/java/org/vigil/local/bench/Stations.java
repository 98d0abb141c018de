package org.vigil.local.bench;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.vigil.schemas.event.StudyScored;

/**
 * Collects what the sender, the broker and the worklist tell of each study. Thread-safe: a study
 * may be on the worklist before its sender has read the answer.
 */
final class Stations {
  private record Sent(Instant due, Instant acknowledged) {}

  private final Map<String, Sent> sent = new ConcurrentHashMap<>();
  private final Map<String, StudyScored> scored = new ConcurrentHashMap<>();
  private final Map<String, Instant> listed = new ConcurrentHashMap<>();

  void acknowledged(String studyId, Instant due, Instant at) {
    sent.put(studyId, new Sent(due, at));
  }

  void scored(StudyScored event) {
    scored.putIfAbsent(event.getStudyId(), event);
  }

  /**
   * @return whether this is the first word of it
   */
  boolean listed(String studyId, Instant at) {
    return listed.putIfAbsent(studyId, at) == null;
  }

  /** How many acknowledged studies are not known to be both scored and listed. */
  long open() {
    return sent.keySet().stream()
        .filter(id -> !listed.containsKey(id) || !scored.containsKey(id))
        .count();
  }

  /** The acknowledged studies. */
  List<StudyTimes> studies() {
    return sent.entrySet().stream()
        .map(
            study ->
                new StudyTimes(
                    study.getValue().due(),
                    study.getValue().acknowledged(),
                    Optional.ofNullable(scored.get(study.getKey())),
                    Optional.ofNullable(listed.get(study.getKey()))))
        .toList();
  }
}
