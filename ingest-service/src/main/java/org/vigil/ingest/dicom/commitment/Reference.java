package org.vigil.ingest.dicom.commitment;

/**
 * An instance that commitment is asked for.
 *
 * @param sopClass (0008,1150)
 * @param sopInstance (0008,1155)
 */
public record Reference(String sopClass, String sopInstance) {}
