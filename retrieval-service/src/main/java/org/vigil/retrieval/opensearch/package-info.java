/**
 * The indexes of the embedding spaces in OpenSearch, for archives that outgrow one machine. Entry
 * type: {@link org.vigil.retrieval.opensearch.OpenSearchIndexes}.
 *
 * <p>Invariants: a space has an index of its own; a study's document has its StudyId; a bulk of
 * which anything fails is no commit.
 */
package org.vigil.retrieval.opensearch;
