/**
 * Data sets drawn from the labelled pool: immutable manifests, addressed by their SHA-256, and the
 * pictures that belong to them. Entry types: {@link org.vigil.training.dataset.DataSet}, {@link
 * org.vigil.training.dataset.FeedbackDataSets}, {@link org.vigil.training.dataset.DataSetFiles}.
 *
 * <p>Invariants: a manifest never changes; whatever was left out is counted with its reason.
 */
package org.vigil.training.dataset;
