/**
 * Saying no: why bytes are not taken, and what happens to them then. Entry type: {@link
 * org.vigil.ingest.refusal.RefusalDesk}.
 *
 * <p>Invariant: whatever is refused is told to its sender, kept in quarantine and counted in the
 * ledger.
 */
package org.vigil.ingest.refusal;
