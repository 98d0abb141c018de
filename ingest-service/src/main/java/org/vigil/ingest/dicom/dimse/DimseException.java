package org.vigil.ingest.dicom.dimse;

/** A message that breaks the rules of PS3.7; the association is aborted. */
public final class DimseException extends Exception {
  private static final long serialVersionUID = 1L;

  /**
   * @param message what is wrong; nothing that the peer sent
   */
  public DimseException(String message) {
    super(message);
  }
}
