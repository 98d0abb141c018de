/**
 * What retrieval knows of a study: its embeddings, its thumbnail, its readers' words. Entry type:
 * {@link org.vigil.retrieval.cases.StudyEntry}.
 *
 * <p>Invariants: a {@link org.vigil.retrieval.cases.UnitVector} has length 1 and no NaN; vectors of
 * different {@link org.vigil.retrieval.cases.EmbeddingSpace}s are never compared.
 */
package org.vigil.retrieval.cases;
