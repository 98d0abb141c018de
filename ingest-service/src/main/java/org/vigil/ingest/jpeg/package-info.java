/**
 * Decoders of the JPEG family that Java does not bring along, for DICOM pixel data: what comes out
 * are stored values, before any colour or grey-scale conversion. Entry type: {@link
 * org.vigil.ingest.jpeg.LosslessJpeg}, {@link org.vigil.ingest.jpeg.DctJpeg}, {@link
 * org.vigil.ingest.jpeg.JpegLs}.
 *
 * <p>Invariants: nothing is allocated by what a stream claims but by what its caller admitted; a
 * stream that ends early is refused, no sample is made up.
 */
package org.vigil.ingest.jpeg;
