package org.vigil.ingest.dicom.upperlayer;

/** The actions of the protocol machine, as PS3.8 tables 9-6 to 9-9 number and define them. */
public enum Action {
  /** Issue TRANSPORT CONNECT request primitive to local transport service. */
  AE_1,
  /** Send A-ASSOCIATE-RQ PDU. */
  AE_2,
  /** Issue A-ASSOCIATE confirmation (accept) primitive. */
  AE_3,
  /** Issue A-ASSOCIATE confirmation (reject) primitive and close transport connection. */
  AE_4,
  /** Issue transport connection response primitive; start ARTIM timer. */
  AE_5,
  /** Stop ARTIM timer; issue A-ASSOCIATE indication, or refuse as service provider. */
  AE_6,
  /** Send A-ASSOCIATE-AC PDU. */
  AE_7,
  /** Send A-ASSOCIATE-RJ PDU and start ARTIM timer. */
  AE_8,
  /** Send P-DATA-TF PDU. */
  DT_1,
  /** Issue P-DATA indication primitive. */
  DT_2,
  /** Send A-RELEASE-RQ PDU. */
  AR_1,
  /** Issue A-RELEASE indication primitive. */
  AR_2,
  /** Issue A-RELEASE confirmation primitive and close transport connection. */
  AR_3,
  /** Issue A-RELEASE-RP PDU and start ARTIM timer. */
  AR_4,
  /** Stop ARTIM timer. */
  AR_5,
  /** Issue P-DATA indication. */
  AR_6,
  /** Issue P-DATA-TF PDU. */
  AR_7,
  /** Issue A-RELEASE indication (release collision). */
  AR_8,
  /** Send A-RELEASE-RP PDU. */
  AR_9,
  /** Issue A-RELEASE confirmation primitive. */
  AR_10,
  /** Send A-ABORT PDU (service-user source) and start, or restart, ARTIM timer. */
  AA_1,
  /** Stop ARTIM timer if running; close transport connection. */
  AA_2,
  /** Issue A-ABORT or A-P-ABORT indication and close transport connection. */
  AA_3,
  /** Issue A-P-ABORT indication primitive. */
  AA_4,
  /** Stop ARTIM timer. */
  AA_5,
  /** Ignore PDU. */
  AA_6,
  /** Send A-ABORT PDU. */
  AA_7,
  /** Send A-ABORT PDU (service-provider source), issue A-P-ABORT indication, start ARTIM timer. */
  AA_8
}
