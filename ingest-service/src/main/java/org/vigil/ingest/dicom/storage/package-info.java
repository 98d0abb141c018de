/**
 * C-STORE (PS3.4 annex B): from a data set on the wire to an image that is safe. Entry types:
 * {@link org.vigil.ingest.dicom.storage.StorageService} (the operation), {@link
 * org.vigil.ingest.dicom.storage.InstanceDesk} (the work).
 *
 * <p>Invariants: an instance goes to disk as it arrives and nowhere else before it is whole; the
 * answer is 0000 only when store and broker have it; its file is gone when it has been answered.
 */
package org.vigil.ingest.dicom.storage;
