package org.vigil.worklist.answer;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the worklist in reading order.
 *
 * @param next what to ask for as {@code after} to continue
 */
public record WorklistPage(
    Instant now, int total, Optional<String> next, List<StudyItem> studies) {}
