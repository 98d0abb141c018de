/**
 * Tables as data sets publish them: comma-separated text, perhaps compressed, columns found by
 * name. Entry type: {@link org.vigil.models.dataset.table.Table}.
 *
 * <p>Invariant: whatever is wrong with a table is told with its file, line and column.
 */
package org.vigil.models.dataset.table;
