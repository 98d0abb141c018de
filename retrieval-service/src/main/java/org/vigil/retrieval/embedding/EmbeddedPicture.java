package org.vigil.retrieval.embedding;

import java.util.Set;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.UnitVector;

/**
 * A picture as a model sees it.
 *
 * @param reported findings above their thresholds
 */
public record EmbeddedPicture(EmbeddingSpace space, UnitVector vector, Set<String> reported) {}
