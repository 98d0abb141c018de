/**
 * Data sets: what there is to learn from, how it is split, and the manifest that fixes it for ever.
 * Entry types: {@link org.vigil.models.dataset.Dataset}, which the readers of {@code layout} give,
 * {@link org.vigil.models.dataset.Splits}, {@link org.vigil.models.dataset.DatasetManifest}.
 *
 * <p>Invariant: nobody is in two parts of a split; whatever is fitted is fitted on training items.
 */
package org.vigil.models.dataset;
