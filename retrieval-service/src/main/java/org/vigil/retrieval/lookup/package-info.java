/**
 * Which cases a reader is shown. Entry type: {@link org.vigil.retrieval.lookup.SimilarCases}.
 *
 * <p>Invariants: only studies with a verdict, never the study itself, and another site's only where
 * that site shares.
 */
package org.vigil.retrieval.lookup;
