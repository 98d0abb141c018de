package org.vigil.training.trainer;

/** A job cannot be done, and doing it again would not help. The message is for people. */
final class RefusedJobException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RefusedJobException(String reason) {
    super(reason);
  }
}
