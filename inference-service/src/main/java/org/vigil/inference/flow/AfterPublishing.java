package org.vigil.inference.flow;

import java.util.List;
import org.vigil.inference.study.StudyResult;

/**
 * Hears of results once they are committed, before their models are let go of. Must return at once:
 * the stream waits for it.
 */
@FunctionalInterface
public interface AfterPublishing {
  void published(List<StudyResult> results);
}
