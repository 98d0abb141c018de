package org.vigil.worklist.view;

import java.util.Optional;
import org.vigil.worklist.study.StudyEntry;

/** Hears of changes of the view, on the thread that made them. */
@FunctionalInterface
public interface ViewListener {

  /**
   * @param before what was known; empty for a new study
   */
  void changed(Optional<StudyEntry> before, StudyEntry after);
}
