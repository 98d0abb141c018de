/**
 * From Kafka into the library. Entry type: {@link org.vigil.retrieval.feed.LibraryFeed}.
 *
 * <p>Invariants: a record is applied, or dead-lettered with its reason, before the position that
 * passes it is committed; a record that cannot be used never blocks its partition.
 */
package org.vigil.retrieval.feed;
