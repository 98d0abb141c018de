package org.vigil.worklist.view;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A part of the worklist, all of one moment.
 *
 * @param total how many studies pass the filter
 * @param next where to continue; empty on the last page
 */
public record Page(Instant now, int total, Optional<Cursor> next, List<Standing> studies) {}
