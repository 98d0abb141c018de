/**
 * The networks, one file per architecture, with torchvision's parameter names. Entry type: {@link
 * org.vigil.models.network.Networks}.
 *
 * <p>Invariant: every registered network reproduces its reference outputs (golden tests).
 */
package org.vigil.models.network;
