package org.vigil.training.feedback;

import java.util.List;
import java.util.Optional;

/**
 * The labelled cases, as durable as the topics they come from. Thread-safe.
 *
 * <p>Throws {@link PoolUnavailableException} while the pool is being read or moved: ask again.
 */
public interface LabelledPool {

  /** The cases that a query wants, by StudyId. */
  List<LabelledCase> find(PoolQuery query);

  /** What is known of a study, labelled or not; empty for one that is unknown or erased. */
  Optional<LabelledCase> find(String studyId);

  /** Whether a study may not be used any more. */
  boolean isErased(String studyId);
}
