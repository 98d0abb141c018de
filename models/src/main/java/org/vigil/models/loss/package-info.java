/**
 * Losses on what a network puts out, each its own class. Entry type: {@link
 * org.vigil.models.loss.Loss}; losses over several outputs have their own {@code of}.
 *
 * <p>Invariants: float32 and float64; value and gradient finite for logits of +-50 and beyond and
 * for rows with no or all labels positive; gradients flow through the outputs only, never through
 * targets, weights or a teacher.
 */
package org.vigil.models.loss;
