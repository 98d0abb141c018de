package org.vigil.ingest.dicom.pdu;

/**
 * Bytes that are no PDU, or one that breaks the rules. The association cannot go on: event 19 of
 * PS3.8 table 9-10.
 */
public final class InvalidPduException extends Exception {
  private static final long serialVersionUID = 1L;

  private final AbortReason reason;

  /**
   * @param reason to send in the A-ABORT
   * @param message what is wrong; nothing that the peer sent
   */
  public InvalidPduException(AbortReason reason, String message) {
    super(message);
    this.reason = reason;
  }

  public AbortReason reason() {
    return reason;
  }
}
