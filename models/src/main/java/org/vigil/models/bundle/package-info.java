/**
 * A trained model as a unit: manifest, weights, model card (docs/bundle-format.md). Entry types:
 * {@link org.vigil.models.bundle.Bundle}, {@link org.vigil.models.bundle.BundleFiles}.
 *
 * <p>Invariant: a {@link org.vigil.models.bundle.Bundle} that exists has passed its schema and its
 * digests.
 */
package org.vigil.models.bundle;
