package org.vigil.platform.audit;

import org.vigil.schemas.event.AuditAction;
import org.vigil.schemas.word.Words;

/**
 * What can be done that is audited. Each is one of DICOM's audit event types (PS3.16, CID 400, as
 * FHIR's AuditEvent.type uses them) and an action of FHIR's.
 */
public enum Act {
  /** A reader opened a study. */
  STUDY_OPENED(AuditAction.READ, "110103", "DICOM Instances Accessed"),
  /** A picture of a study was shown. */
  IMAGE_SHOWN(AuditAction.READ, "110103", "DICOM Instances Accessed"),
  /** A heat map of a study was shown. */
  EXPLANATION_SHOWN(AuditAction.READ, "110103", "DICOM Instances Accessed"),
  /** Similar cases were looked up and shown. */
  SIMILAR_SHOWN(AuditAction.READ, "110112", "Query"),
  /** The small picture of a case was shown. */
  THUMBNAIL_SHOWN(AuditAction.READ, "110103", "DICOM Instances Accessed"),
  /** Images were sent to us. */
  IMAGES_SENT(AuditAction.CREATE, "110107", "Import"),
  /** A reader gave or amended a verdict. */
  VERDICT_GIVEN(AuditAction.CREATE, "110110", "Patient Record"),
  /** A reader took back what they had said. */
  VERDICT_TAKEN_BACK(AuditAction.DELETE, "110110", "Patient Record"),
  /** Somebody asked DICOMweb what there is. */
  INSTANCES_SEARCHED(AuditAction.EXECUTE, "110112", "Query"),
  /** Instances or their attributes left by DICOMweb, as they came. */
  INSTANCES_EXPORTED(AuditAction.READ, "110106", "Export"),
  /** An instance left without its identifiers. */
  DEIDENTIFIED_EXPORTED(AuditAction.READ, "110106", "Export"),
  /** A bundle was given a place in its slot. */
  BUNDLE_PROMOTED(AuditAction.UPDATE, "110100", "Application Activity"),
  /** A slot went back to what it used before. */
  SLOT_ROLLED_BACK(AuditAction.UPDATE, "110100", "Application Activity"),
  /** A bundle lost its place in its slot. */
  BUNDLE_WITHDRAWN(AuditAction.UPDATE, "110100", "Application Activity"),
  /** Somebody asked that a study be forgotten, or serve nobody else. */
  ERASURE_ASKED(AuditAction.DELETE, "110105", "DICOM Study Deleted"),
  /** What a study left in the object store was removed: the evidence of it. */
  STUDY_ERASED(AuditAction.DELETE, "110105", "DICOM Study Deleted"),
  /** A study may not be erased from now on. */
  HOLD_PLACED(AuditAction.CREATE, "110110", "Patient Record"),
  /** A study may be erased again. */
  HOLD_LIFTED(AuditAction.DELETE, "110110", "Patient Record");

  private final AuditAction action;
  private final String typeCode;
  private final String typeName;

  Act(AuditAction action, String typeCode, String typeName) {
    this.action = action;
    this.typeCode = typeCode;
    this.typeName = typeName;
  }

  /** As records and people call it: {@code study-opened}. */
  public String word() {
    return Words.of(this);
  }

  AuditAction action() {
    return action;
  }

  /** DICOM's code for it. */
  String typeCode() {
    return typeCode;
  }

  /** DICOM's name of that code. */
  String typeName() {
    return typeName;
  }
}
