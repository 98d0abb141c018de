package org.vigil.models.bundle;

/** A bundle is incomplete, altered or not what this build understands. Not worth a retry. */
public final class BundleException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public BundleException(String message) {
    super(message);
  }

  public BundleException(String message, Throwable cause) {
    super(message, cause);
  }
}
