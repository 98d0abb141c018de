/**
 * The DICOM port: listening, TLS, who may call, what is agreed on, and how many at once. Entry
 * types: {@link org.vigil.ingest.dicom.association.DicomServer}, {@link
 * org.vigil.ingest.dicom.association.Negotiator}.
 *
 * <p>Invariants: nothing is received from a peer that is not configured; each association has one
 * virtual thread, and everything it opened is closed when that ends.
 */
package org.vigil.ingest.dicom.association;
