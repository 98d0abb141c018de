/**
 * Tells clients of changes as they happen. Entry type: {@link org.vigil.worklist.live.LiveEvents}.
 *
 * <p>Invariants: each client's buffer is bounded; a client that falls behind is told to read again
 * and dropped, and holds up nobody else.
 */
package org.vigil.worklist.live;
