package org.vigil.worklist.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the worklist in reading order.
 *
 * @param next StudyId to continue after
 */
public record WorklistPage(
    Instant now, int total, Optional<String> next, List<StudyItem> studies) {}
