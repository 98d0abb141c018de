package org.vigil.models.sampling;

/** A batch could not be made, as when a picture cannot be read: the run must not go on without. */
public final class BatchException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BatchException(String message, Throwable cause) {
    super(message, cause);
  }
}
