/**
 * Measures the scoring flow, with a broker and a store or without either. Entry type: {@link
 * org.vigil.inference.bench.InferenceBench}, which {@code ./vigil bench inference} runs.
 *
 * <p>Invariants: what is measured is the service's own {@link
 * org.vigil.inference.flow.ScoringSession} with the parts that the service gives it; only where
 * studies come from and results go to differs ({@link org.vigil.inference.bench.Wire}).
 */
package org.vigil.inference.bench;
