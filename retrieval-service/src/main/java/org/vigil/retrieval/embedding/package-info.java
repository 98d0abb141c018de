/**
 * Asks inference for embeddings. Entry type: {@link org.vigil.retrieval.embedding.PictureEmbedder}.
 *
 * <p>Invariants: a vector comes with the space that it lives in; what inference does not embed, and
 * why, reaches whoever asked.
 */
package org.vigil.retrieval.embedding;
