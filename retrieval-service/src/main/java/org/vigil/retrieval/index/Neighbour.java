package org.vigil.retrieval.index;

/**
 * A study near another.
 *
 * @param similarity cosine of the angle between their embeddings, -1 to 1
 */
public record Neighbour(String studyId, double similarity) {}
