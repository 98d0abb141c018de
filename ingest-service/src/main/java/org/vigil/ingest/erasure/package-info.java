/**
 * Removes what an erased study left in the object store (docs/erasure.md). Entry types: {@link
 * org.vigil.ingest.erasure.ErasureFollower}, {@link org.vigil.ingest.erasure.StudyEraser}.
 *
 * <p>Invariants: an object that another study uses stays; a study on legal hold stays; every
 * erasure ends in an audit record that says what was removed, without an identifier.
 */
package org.vigil.ingest.erasure;
