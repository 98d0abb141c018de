/**
 * Bundles and the places they hold in their slots (docs/registry.md). Entry type: {@link
 * org.vigil.training.registry.BundleRegistry}.
 *
 * <p>Invariants: a bundle that is announced is whole and verified in the object store; slot and
 * version name the same bytes for ever; the topics models.bundles and models.active are the only
 * state, and {@link org.vigil.training.registry.RegistryState} is their reflection; decisions are
 * taken one at a time.
 */
package org.vigil.training.registry;
