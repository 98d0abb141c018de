package org.vigil.models.training;

/** The loss or the validation value is no number any more; a lower rate or a clip may help. */
public final class DivergedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DivergedException(String message) {
    super(message);
  }
}
