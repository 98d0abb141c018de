package org.vigil.schemas.codec;

/**
 * The bytes are no event of the expected type. Not worth a retry: the same bytes will fail again.
 */
public final class UnreadableEventException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public UnreadableEventException(String message, Throwable cause) {
    super(message, cause);
  }
}
