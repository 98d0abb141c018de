/**
 * The training service: the registry of bundles, and which of them a slot uses. Entry types: {@link
 * org.vigil.training.registry.BundleRegistry}, {@link org.vigil.training.seed.SeedImport}.
 */
package org.vigil.training;
