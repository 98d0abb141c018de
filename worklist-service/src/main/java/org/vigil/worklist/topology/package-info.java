/**
 * Keeps every study's entry and the ledger's totals, by Kafka Streams. Entry type: {@link
 * org.vigil.worklist.topology.WorklistTopology}.
 *
 * <p>Invariants: one owner per study; every change of an entry goes out to the compacted topic
 * {@code vigil.worklist.entries} in the transaction that made it (decision records 0040, 0041); a
 * record that cannot be processed goes to its dead-letter topic and blocks nothing.
 */
package org.vigil.worklist.topology;
