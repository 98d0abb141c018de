package org.vigil.retrieval.index;

import org.vigil.retrieval.cases.EmbeddingSpace;

/** Where the indexes of the embedding spaces are. */
public interface CaseIndexes extends AutoCloseable {
  /** Whether a space has an index with a commit. */
  boolean exists(EmbeddingSpace space);

  /** Opens a space's index, at its last commit; an empty one where there is none. */
  CaseIndex open(EmbeddingSpace space);

  /** Lets go of what the indexes share; the indexes have been closed. */
  @Override
  void close();
}
