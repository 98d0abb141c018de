/**
 * Measures look-ups. Entry type: {@link org.vigil.retrieval.bench.RetrievalBench}, the Java half of
 * {@code retrieval-service/bench/retrieval}.
 *
 * <p>Invariants: all that is compared runs on the same vectors in the same run; recall is against
 * exact search; a figure comes with what it is of.
 */
package org.vigil.retrieval.bench;
