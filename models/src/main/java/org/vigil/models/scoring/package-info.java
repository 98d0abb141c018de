/**
 * A bundle at work on a device. Entry type: {@link org.vigil.models.scoring.Scorer}.
 *
 * <p>Invariant: every probability that leaves here is a number between 0 and 1; anything else is an
 * error.
 */
package org.vigil.models.scoring;
