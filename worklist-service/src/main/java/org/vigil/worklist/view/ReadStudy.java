package org.vigil.worklist.view;

import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import org.vigil.worklist.study.StudyEntry;

/** A study that was read, as the list of read studies orders it: latest first. */
record ReadStudy(String studyId, Instant readAt) implements Comparable<ReadStudy> {
  private static final Comparator<ReadStudy> LATEST_FIRST =
      Comparator.comparing(ReadStudy::readAt).reversed().thenComparing(ReadStudy::studyId);

  /** Empty for a study that waits for a reader. */
  static Optional<ReadStudy> of(StudyEntry entry) {
    return entry.readAt().map(at -> new ReadStudy(entry.studyId(), at));
  }

  static ReadStudy of(Cursor.Read cursor) {
    return new ReadStudy(cursor.studyId(), cursor.readAt());
  }

  @Override
  public int compareTo(ReadStudy other) {
    return LATEST_FIRST.compare(this, other);
  }
}
