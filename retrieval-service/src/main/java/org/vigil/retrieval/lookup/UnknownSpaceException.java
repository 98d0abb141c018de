package org.vigil.retrieval.lookup;

import org.vigil.retrieval.cases.EmbeddingSpace;

/** Nothing was ever embedded in a space. */
public final class UnknownSpaceException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnknownSpaceException(EmbeddingSpace space) {
    super("nothing was embedded in " + space);
  }
}
