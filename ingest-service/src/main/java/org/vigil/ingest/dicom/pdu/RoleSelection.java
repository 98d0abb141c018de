package org.vigil.ingest.dicom.pdu;

/**
 * SCP/SCU role selection for one SOP class (PS3.7 section D.3.3.4).
 *
 * @param scu whether the requestor may be (in an answer: may indeed be) its user
 * @param scp whether the requestor may be its provider
 */
public record RoleSelection(Uid sopClass, boolean scu, boolean scp) {}
