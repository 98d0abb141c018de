package org.vigil.models.dataset;

/** The same patient or picture stands on both sides of a split. Draw the split anew by patient. */
public final class LeakException extends DatasetException {
  private static final long serialVersionUID = 1L;

  public LeakException(String message) {
    super(message);
  }
}
