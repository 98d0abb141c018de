/**
 * AMMFM (Tang 2024, dissertation, section 5.3): a dermoscopic and a clinical picture of one lesion,
 * fused by attention after every stage, and the eight-task branch that PEMM and FusionM4Net share.
 * Entry types: {@link org.vigil.models.method.ammfm.AsymmetricAttention}, {@link
 * org.vigil.models.method.ammfm.BidirectionalAttention}, {@link
 * org.vigil.models.method.ammfm.TaskBranch}.
 *
 * <p>Invariant: parameter names and outputs are those of the reference values (golden tests).
 */
package org.vigil.models.method.ammfm;
