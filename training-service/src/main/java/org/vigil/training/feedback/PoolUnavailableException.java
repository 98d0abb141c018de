package org.vigil.training.feedback;

/** The pool cannot answer now; ask again. */
public final class PoolUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public PoolUnavailableException(String message, Throwable cause) {
    super(message, cause);
  }
}
