package org.vigil.training.pool;

import org.vigil.training.feedback.LabelledCase;

/** Hears what changes in the pool. Quick, and it throws nothing; may hear the same twice. */
public interface PoolListener {

  /** A case has a reader's new word. */
  void verdict(LabelledCase labelled);

  /** A study may not be used any more. */
  void erased(String studyId);
}
