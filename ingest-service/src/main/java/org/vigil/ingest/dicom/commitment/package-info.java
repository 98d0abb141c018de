/**
 * Storage commitment, push model (PS3.4 annex J): a sender asks whether instances are safe, and is
 * told so afterwards. Entry types: {@link org.vigil.ingest.dicom.commitment.CommitmentService}
 * (N-ACTION), {@link org.vigil.ingest.dicom.commitment.ReportDelivery} (N-EVENT-REPORT).
 *
 * <p>Invariants: an instance is committed only if the index and the store both have it; a request
 * that was answered 0000 is on record until its report has been taken, also over restarts.
 */
package org.vigil.ingest.dicom.commitment;
