package org.vigil.ingest.dicom.commitment;

import org.vigil.ingest.dicom.pdu.Uid;

/** The fixed names and numbers of the push model (PS3.4 annex J.3). */
public final class Commitment {
  /** Storage Commitment Push Model SOP Class. */
  public static final Uid SOP_CLASS = new Uid("1.2.840.10008.1.20.1");

  /** Its one, well-known instance. */
  static final Uid SOP_INSTANCE = new Uid("1.2.840.10008.1.20.1.1");

  /** Action Type ID: request storage commitment. */
  static final int REQUEST = 1;

  /** Event Type ID: all are committed. */
  static final int SUCCESSFUL = 1;

  /** Event Type ID: some are not. */
  static final int FAILURES_EXIST = 2;

  static final int REFERENCED_SOP_CLASS_UID = 0x00081150;
  static final int REFERENCED_SOP_INSTANCE_UID = 0x00081155;
  static final int TRANSACTION_UID = 0x00081195;
  static final int FAILURE_REASON = 0x00081197;
  static final int FAILED_SOP_SEQUENCE = 0x00081198;
  static final int REFERENCED_SOP_SEQUENCE = 0x00081199;

  private Commitment() {}
}
