/**
 * How well a photograph was taken, in numbers and plain words, while its patient is still there.
 * Entry type: {@link org.vigil.ingest.quality.QualityCheck}.
 *
 * <p>Invariants: the numbers say nothing about the patient's health; a poor picture is told to its
 * sender, by a warning or a refusal, and never dropped in silence.
 */
package org.vigil.ingest.quality;
