/**
 * The cases on disk, in Lucene: a catalogue of studies and one vector index for each embedding
 * space. Entry type: {@link org.vigil.retrieval.index.CaseLibrary}.
 *
 * <p>Invariants: one thread writes, any thread looks up; the catalogue is committed last and holds
 * the position in Kafka up to which everything is durable; applying a change again changes nothing.
 */
package org.vigil.retrieval.index;
