/**
 * Finds text that is burned into pixels, which may name a patient and which no header tells of.
 * Entry: {@link org.vigil.ingest.burnedin.BurnedInText}. A picture is suspected, never cleared:
 * that no line of characters was found is no proof that there is none (rates in docs/dicom.md).
 */
package org.vigil.ingest.burnedin;
