package org.vigil.retrieval.lookup;

import org.vigil.retrieval.cases.CaseVerdict;

/**
 * A confirmed case that looks like the study.
 *
 * @param similarity cosine, -1 to 1
 * @param verdict the last word given on it
 * @param readers how many readers gave one
 * @param thumbnail path of its picture at the worklist service
 */
public record SimilarCase(
    String studyId, double similarity, CaseVerdict verdict, int readers, String thumbnail) {}
