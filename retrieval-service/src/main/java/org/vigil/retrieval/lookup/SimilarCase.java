package org.vigil.retrieval.lookup;

import java.util.List;
import java.util.Optional;
import org.vigil.retrieval.cases.CaseVerdict;
import org.vigil.retrieval.cases.StudyFacts;

/**
 * A case that looks like the study.
 *
 * @param similarity cosine, -1 to 1
 * @param facts what is known of it
 * @param verdict the last word given on it; empty only where cases without one were asked for
 * @param readers how many readers gave one
 * @param sharedFindings confirmed here, and confirmed or reported there
 */
public record SimilarCase(
    String studyId,
    double similarity,
    StudyFacts facts,
    Optional<CaseVerdict> verdict,
    int readers,
    List<String> sharedFindings) {}
