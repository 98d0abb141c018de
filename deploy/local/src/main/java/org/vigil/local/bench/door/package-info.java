/**
 * {@code ./vigil bench ingest}: how fast the DICOM doors take real radiographs to safety, beside
 * Orthanc on the same machine in the same run. Entry: {@link org.vigil.local.bench.door.DoorBench}.
 * Senders are DCMTK's, so that neither side is measured with its own client; both sides get the
 * same files, which neither has seen.
 */
package org.vigil.local.bench.door;
