package org.vigil.schemas.reason;

/** In which role somebody asked for an erasure; events never say who it was. */
public enum ErasureRequester {
  /** The patient, or who may speak for them. */
  PATIENT,
  /** Who read the study. */
  READER,
  /** Who treats the patient. */
  CLINICIAN,
  /** Who answers for data protection. */
  DATA_PROTECTION_OFFICER,
  /** Who runs the system, for instance when a retention period ends. */
  OPERATOR
}
