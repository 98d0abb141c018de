/**
 * The gate between a registered bundle and the patients: rules written as configuration, a decision
 * with its numbers for every evaluation. Entry types: {@link org.vigil.training.gate.Gate} decides,
 * {@link org.vigil.training.gate.PromotionGate} lets through.
 *
 * <p>Invariants: too few cases are undecided, never a pass; a decision is against one active bundle
 * and counts for no other; a decision that was taken is kept.
 */
package org.vigil.training.gate;
