/**
 * What may be said about a study beside its pictures: published, versioned JSON Schemas with units
 * and ranges, one for each kind. Entry type: {@link org.vigil.ingest.metadata.MetadataSchemas}.
 *
 * <p>Invariants: no name asks for an identifier; a published version never changes.
 */
package org.vigil.ingest.metadata;
