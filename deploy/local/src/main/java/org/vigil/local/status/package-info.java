/**
 * How a running stack is doing. Entry type: {@link org.vigil.local.status.StackReport}.
 *
 * <p>Invariant: what does not answer is shown as such; no figure is made up for it.
 */
package org.vigil.local.status;
