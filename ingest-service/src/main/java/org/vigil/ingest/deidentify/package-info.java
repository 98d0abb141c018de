/**
 * De-identification of DICOM objects by the Basic Application Level Confidentiality Profile and
 * some of its options (PS3.15 annex E). Entry type: {@link
 * org.vigil.ingest.deidentify.Deidentifier}.
 *
 * <p>Invariants: what the profile's table does not know and the standard neither is removed; the
 * same UID always becomes the same UID under one key; the way back lies encrypted in the identity
 * bucket.
 */
package org.vigil.ingest.deidentify;
