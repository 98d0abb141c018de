/**
 * DICOM messages over an association (PS3.7): command sets, status codes, and putting messages
 * together from fragments. Entry types: {@link org.vigil.ingest.dicom.dimse.MessageReceiver},
 * {@link org.vigil.ingest.dicom.dimse.DimseService}.
 *
 * <p>Invariants: a command set is bounded and wholly parsed before anything acts on it; a data set
 * is never held here, only passed on fragment by fragment; every operation that began is closed.
 */
package org.vigil.ingest.dicom.dimse;
