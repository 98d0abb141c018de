/**
 * The bundles that are loaded, slot by slot, as topic models.active says. Entry type: {@link
 * org.vigil.inference.model.ModelDirectory}.
 *
 * <p>Invariants: a slot changes in one step, and only to bundles that are loaded and verified; a
 * model is closed only when nothing uses it.
 */
package org.vigil.inference.model;
