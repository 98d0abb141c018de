/**
 * Losses on logits, each its own class. Entry type: {@link org.vigil.models.loss.Loss}.
 *
 * <p>Invariant: stable for logits of +-50; gradients flow through the logits only.
 */
package org.vigil.models.loss;
