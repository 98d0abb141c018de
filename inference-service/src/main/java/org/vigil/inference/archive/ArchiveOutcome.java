package org.vigil.inference.archive;

import org.vigil.schemas.event.StudyScored;

/** What became of embedding one study of the archive. */
sealed interface ArchiveOutcome {

  /**
   * The bundle has a word on it.
   *
   * @param event as it was scored, with the bundle's word as the shadow's
   */
  record Embedded(StudyScored event) implements ArchiveOutcome {}

  /** It is none of the slot's, was not scored, or is in the space already. */
  record Needless() implements ArchiveOutcome {}

  /** The bundle says nothing: pictures that are gone, that it doubts or cannot take. */
  record Silent(String why) implements ArchiveOutcome {}

  /** The device had no time, or the bundle is no longer in use: it is still to be done. */
  record Postponed() implements ArchiveOutcome {}

  ArchiveOutcome NEEDLESS = new Needless();
  ArchiveOutcome POSTPONED = new Postponed();
}
