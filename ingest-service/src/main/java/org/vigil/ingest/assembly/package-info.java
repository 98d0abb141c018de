/**
 * Putting studies together from images that arrive one at a time (docs/DESIGN.md, section 5). Entry
 * type: {@link org.vigil.ingest.assembly.StudyAssembly}.
 *
 * <p>Invariants: timers live in a state store and survive restart and rebalance; a duplicate
 * changes nothing; what is ready and what the ledger says are written in one transaction.
 */
package org.vigil.ingest.assembly;
