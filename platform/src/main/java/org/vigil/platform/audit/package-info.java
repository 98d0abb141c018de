/**
 * Who saw, sent, changed, promoted or exported what (docs/audit.md). Entry types: {@link
 * org.vigil.platform.audit.AuditDesk} for services, {@link org.vigil.platform.audit.ChainCheck} for
 * whoever verifies.
 *
 * <p>Invariants: what must be audited is done only after its record is on this instance's disk; a
 * record leaves the disk only after the broker has it; the records of one writer are a chain, in
 * which each names the digest of the one before.
 */
package org.vigil.platform.audit;
