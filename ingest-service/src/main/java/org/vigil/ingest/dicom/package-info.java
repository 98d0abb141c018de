/**
 * DICOM Part 10 files: data sets, pixel data, and the grey-scale pipeline to what a reader should
 * see. Entry type: {@link org.vigil.ingest.dicom.DicomDecoder}.
 *
 * <p>Invariants: a length in a file is believed only after it has been checked against the bytes
 * that are there; identifiers leave through {@link org.vigil.ingest.dicom.Identity} only.
 */
package org.vigil.ingest.dicom;
