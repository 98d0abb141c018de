/**
 * The labelled pool on Kafka Streams: the ready studies, the scores, the verdicts and the erasures,
 * joined by StudyId, exactly once. Entry types: {@link org.vigil.training.pool.PoolTopology},
 * {@link org.vigil.training.pool.StreamsPool}.
 *
 * <p>Invariants: the pool is what the topics say, whatever is killed; its store can be made again
 * from its changelog.
 */
package org.vigil.training.pool;
