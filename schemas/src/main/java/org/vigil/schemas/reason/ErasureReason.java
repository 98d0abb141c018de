package org.vigil.schemas.reason;

/** Why a study is erased or its reuse withdrawn. */
public enum ErasureReason {
  /** The patient asked that it be forgotten. */
  PATIENT_REQUEST,
  /** The patient no longer agrees that it serves others. */
  CONSENT_WITHDRAWN,
  /** It should never have been sent. */
  SENT_IN_ERROR,
  /** Its images are of another patient than it says. */
  WRONG_PATIENT,
  /** The time for which it may be kept is over. */
  RETENTION_ENDED,
  /** A court or an authority ordered it. */
  LEGAL_ORDER
}
