/**
 * What makes a bundle a bundle for everybody: the JSON Schema of its manifest and the keys that it
 * is signed with. Entry types: {@link org.vigil.schemas.bundle.ManifestSchema}, {@link
 * org.vigil.schemas.bundle.SigningKeys}.
 */
package org.vigil.schemas.bundle;
