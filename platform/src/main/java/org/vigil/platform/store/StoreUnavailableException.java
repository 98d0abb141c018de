package org.vigil.platform.store;

/** The object store could not be reached or failed. Repeat later. */
public final class StoreUnavailableException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public StoreUnavailableException(Throwable cause) {
    super("the object store did not answer as it should", cause);
  }
}
