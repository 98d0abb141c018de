package org.vigil.training.run;

/** A run cannot be done, and doing it again would not help. The message is for people. */
final class RunFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  RunFailedException(String reason) {
    super(reason);
  }
}
