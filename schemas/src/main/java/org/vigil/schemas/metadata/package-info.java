/**
 * What may be said about a study beside its pictures. Entry type: {@link
 * org.vigil.schemas.metadata.MetadataNames}.
 *
 * <p>Invariant: no name here asks for an identifier.
 */
package org.vigil.schemas.metadata;
