package org.vigil.ingest.dicom.pdu;

/** A-RELEASE-RQ: asks to end an association in order (PS3.8 section 9.3.6). */
public record ReleaseRq() implements Pdu {
  static final int TYPE = 0x05;

  @Override
  public int type() {
    return TYPE;
  }
}
