/**
 * The JSON Schema of a bundle's manifest. Entry type: {@link
 * org.vigil.schemas.bundle.ManifestSchema}.
 */
package org.vigil.schemas.bundle;
