/**
 * Public data sets as they are published. Entry type: {@link
 * org.vigil.models.dataset.layout.Layout}.
 *
 * <p>Invariant: columns are found by name; a value that the publication does not have is refused
 * with its file, line and column.
 */
package org.vigil.models.dataset.layout;
