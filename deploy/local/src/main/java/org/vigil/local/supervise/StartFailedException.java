package org.vigil.local.supervise;

/** A process did not come up. The message says which and why, with its last words. */
public final class StartFailedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StartFailedException(String message) {
    super(message);
  }
}
