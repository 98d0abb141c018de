package org.vigil.models.training;

/** A checkpoint is of another run or damaged. Not worth a retry; the run has not been changed. */
public final class CheckpointException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public CheckpointException(String message) {
    super(message);
  }
}
