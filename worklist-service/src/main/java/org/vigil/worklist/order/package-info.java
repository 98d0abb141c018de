/**
 * The reading order (DESIGN 4.5, 4.6). Entry type: {@link org.vigil.worklist.order.ReadingList}.
 *
 * <p>Invariants: the order is total; no study stands behind one that was received after its own due
 * time; an unassessed study is overtaken by later arrivals only when they are stat.
 */
package org.vigil.worklist.order;
