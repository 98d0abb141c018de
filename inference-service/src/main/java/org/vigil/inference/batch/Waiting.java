package org.vigil.inference.batch;

import java.time.Instant;
import java.util.Set;
import org.vigil.schemas.event.Priority;

/**
 * What the {@link BatchRule} has to know of a study that waits for the device.
 *
 * @param pictures that it brings into a pass; none where it needs no pass
 * @param due when it is to be scored
 * @param passes the models that it goes through, each by what its passes cost
 */
public record Waiting(Priority priority, int pictures, Instant due, Set<PassCost> passes) {}
