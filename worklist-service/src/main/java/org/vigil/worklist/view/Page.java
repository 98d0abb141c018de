package org.vigil.worklist.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the worklist, all of one moment.
 *
 * @param total how many studies pass the filter
 * @param next the study to continue after; empty on the last page
 */
public record Page(Instant now, int total, Optional<String> next, List<Standing> studies) {}
