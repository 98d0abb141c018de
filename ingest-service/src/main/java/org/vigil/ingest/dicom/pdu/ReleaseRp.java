package org.vigil.ingest.dicom.pdu;

/** A-RELEASE-RP: agrees to end an association (PS3.8 section 9.3.7). */
public record ReleaseRp() implements Pdu {
  static final int TYPE = 0x06;

  @Override
  public int type() {
    return TYPE;
  }
}
