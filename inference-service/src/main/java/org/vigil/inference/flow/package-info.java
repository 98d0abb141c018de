/**
 * From ready studies to published results. Entry types: {@link
 * org.vigil.inference.flow.ScoringLoop} (Kafka), {@link org.vigil.inference.flow.BatchScorer} (the
 * device).
 *
 * <p>Invariants: results and consumed offsets are committed in one transaction; a batch takes a
 * prefix of what was consumed from each partition, stat before routine; one forward pass at a time
 * per device.
 */
package org.vigil.inference.flow;
