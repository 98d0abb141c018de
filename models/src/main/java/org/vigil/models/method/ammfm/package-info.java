/**
 * AMMFM (Tang 2024, dissertation, section 5.3): a light encoder for the clinical picture, a strong
 * one for the dermoscopic, joined by attention after every stage. Entry type: {@link
 * org.vigil.models.method.ammfm.AmmfmNetwork}.
 *
 * <p>Invariant: parameter names and outputs are those of the reference values (golden tests).
 */
package org.vigil.models.method.ammfm;
