package org.vigil.ingest.dicom.pdu;

/**
 * A-ASSOCIATE-RJ: refuses an association (PS3.8 section 9.3.4).
 *
 * @param permanent whether the same request is of no use later either (result 1), or it is (2)
 * @param reason why, which says also who refuses
 */
public record AssociateRj(boolean permanent, RejectReason reason) implements Pdu {
  static final int TYPE = 0x03;
  static final int REJECTED_PERMANENT = 1;
  static final int REJECTED_TRANSIENT = 2;

  @Override
  public int type() {
    return TYPE;
  }
}
