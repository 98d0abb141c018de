/**
 * Bundles that come with the installation. Entry type: {@link org.vigil.training.seed.SeedImport}.
 *
 * <p>Invariant: importing twice is importing once; a bad folder costs only itself.
 */
package org.vigil.training.seed;
