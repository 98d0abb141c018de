/**
 * Copies of the library in the object store, so that a new instance need not read all of Kafka.
 * Entry type: {@link org.vigil.retrieval.snapshot.LibrarySnapshots}.
 *
 * <p>Invariants: a snapshot's manifest is written last, so that what has one is whole; a file that
 * is not the one that was written is never used; with no snapshot, or a damaged one, Kafka has
 * everything.
 */
package org.vigil.retrieval.snapshot;
