package org.vigil.retrieval.lookup;

/** A filter names something that no case to be seen has; it may be mistyped. */
public final class UnknownValueException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final String filter;

  /**
   * @param filter its name
   */
  public UnknownValueException(String filter) {
    super("no case has this " + filter);
    this.filter = filter;
  }

  public String filter() {
    return filter;
  }
}
