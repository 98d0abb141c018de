/**
 * The ledger: every image that was accepted, and how it ended (DESIGN 4.2). Entry type: {@link
 * org.vigil.worklist.ledger.LedgerTotals}.
 *
 * <p>Invariants: an ended state is never overwritten by accepted; each image is counted in exactly
 * one state.
 */
package org.vigil.worklist.ledger;
