/**
 * Where a study comes from, without saying whose it is. Entry type: {@link
 * org.vigil.ingest.origin.StudyOrigins}.
 *
 * <p>Invariants: a patient's name or number leaves this package only as a digest whose key is in
 * the identity bucket; two sites' patients never have the same digest.
 */
package org.vigil.ingest.origin;
