/**
 * The whole worklist in this instance's memory, read from the compacted topics that the topology
 * writes. Entry type: {@link org.vigil.worklist.view.WorklistView}.
 *
 * <p>Invariants: every instance sees every study; what is served is committed; the lock is never
 * held while anything is sent.
 */
package org.vigil.worklist.view;
