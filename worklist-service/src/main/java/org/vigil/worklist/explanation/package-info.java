/**
 * The heat maps of a study: what there is in the object store, and wishes for more. Entry type:
 * {@link org.vigil.worklist.explanation.HeatMaps}.
 *
 * <p>Invariant: only maps of the bundle whose scores the worklist shows are ever handed out.
 */
package org.vigil.worklist.explanation;
