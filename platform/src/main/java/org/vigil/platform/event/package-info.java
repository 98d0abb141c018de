/**
 * Events on Kafka: serdes, CloudEvents headers, acknowledged publishing and dead letters. Entry
 * types: {@link org.vigil.platform.event.EventSerde}, {@link
 * org.vigil.platform.event.EventRecords}, {@link org.vigil.platform.event.EventPublisher}.
 *
 * <p>Invariant: a publish is done only when the broker has acknowledged it with acks=all.
 */
package org.vigil.platform.event;
