package org.vigil.models.scoring;

/**
 * The forward pass failed or gave numbers that are no probabilities; the same input will fail
 * again.
 */
public final class ScoringException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public ScoringException(String message) {
    super(message);
  }

  public ScoringException(String message, Throwable cause) {
    super(message, cause);
  }
}
