package org.vigil.ingest.refusal;

import org.vigil.schemas.reason.RejectionReason;

/** Bytes that are not taken. Sending the same bytes again will not help. */
public final class RefusedException extends RuntimeException {
  private static final long serialVersionUID = 1L;

  private final RejectionReason reason;

  /**
   * @param detail for the sender: what is wrong and what would do; no identifiers
   */
  public RefusedException(RejectionReason reason, String detail) {
    super(detail);
    this.reason = reason;
  }

  public RejectionReason reason() {
    return reason;
  }
}
