/**
 * Watches whether readers agree with the bundle whose scores they see, and takes the bundle back
 * when they do not. Entry type: {@link org.vigil.training.live.LiveWatch}.
 *
 * <p>Invariant: nothing is taken back on few cases or on chance.
 */
package org.vigil.training.live;
