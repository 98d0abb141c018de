package org.vigil.ingest.dicom.pdu;

/** A protocol data unit that two DICOM upper layers exchange (PS3.8 section 9.3). Immutable. */
public sealed interface Pdu
    permits AssociateRq, AssociateAc, AssociateRj, PDataTf, ReleaseRq, ReleaseRp, Abort {

  /** The PDU-type field: the first byte of its encoding. */
  int type();
}
