package org.vigil.models.dataset;

/** A data set cannot be used as it is; the message says where and why. Repair it, then repeat. */
public class DatasetException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  public DatasetException(String message) {
    super(message);
  }

  public DatasetException(String message, Throwable cause) {
    super(message, cause);
  }
}
