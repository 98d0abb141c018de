package org.vigil.models.dataset;

/** A picture is absent or cannot be decoded. It costs its item; many of them cost the run. */
public final class UnreadablePictureException extends DatasetException {
  private static final long serialVersionUID = 1L;

  public UnreadablePictureException(String path, Throwable cause) {
    super("picture " + path + ": " + cause.getMessage(), cause);
  }

  public UnreadablePictureException(String path, String reason) {
    super("picture " + path + ": " + reason);
  }
}
