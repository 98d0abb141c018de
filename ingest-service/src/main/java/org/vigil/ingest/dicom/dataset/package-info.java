/**
 * DICOM data sets: reading them from files and buffers, and writing them (PS3.5, PS3.10). Entry
 * types: {@link org.vigil.ingest.dicom.dataset.Part10} for files, {@link
 * org.vigil.ingest.dicom.dataset.DataSet} for what is in them.
 *
 * <p>Invariants: a length is believed only after it has been checked against the bytes that are
 * there; values are views of the bytes that were read, never copies.
 */
package org.vigil.ingest.dicom.dataset;
