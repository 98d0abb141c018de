/**
 * JPEG 2000 (ITU-T T.800) for DICOM pixel data, by JJ2000's decoder. Entry type: {@link
 * org.vigil.ingest.jpeg2000.Jpeg2000}.
 *
 * <p>Invariants: what a codestream claims of itself is checked against what its caller admitted
 * before that decoder sees it; a codestream that ends early is refused, no sample is made up.
 */
package org.vigil.ingest.jpeg2000;
