/**
 * Identifiers as types, so that no bare string passes for a study or an image.
 *
 * <p>Invariant: an instance that exists is well formed; constructors throw {@link
 * IllegalArgumentException}.
 */
package org.vigil.schemas.id;
