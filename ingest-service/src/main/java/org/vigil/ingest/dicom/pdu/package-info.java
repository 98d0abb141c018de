/**
 * The protocol data units of the DICOM upper layer (PS3.8 section 9.3 and annex D, PS3.7 annex D.3)
 * as records. Entry types: {@link org.vigil.ingest.dicom.pdu.Pdu}, {@link
 * org.vigil.ingest.dicom.pdu.PduReader}, {@link org.vigil.ingest.dicom.pdu.PduWriter}.
 *
 * <p>Invariants: no length that a peer states is allocated or followed before it has been checked
 * against a limit and the bytes around it; what one side writes the other reads as an equal record.
 */
package org.vigil.ingest.dicom.pdu;
