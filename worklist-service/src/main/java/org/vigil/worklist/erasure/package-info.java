/**
 * Takes requests to erase a study or to withdraw its reuse. Entry type: {@link
 * org.vigil.worklist.erasure.ErasureDesk}.
 *
 * <p>Invariants: a request is answered only after the broker has it; the same request sent again is
 * the same event; a study that has left the worklist can be erased as well as one that is on it.
 */
package org.vigil.worklist.erasure;
