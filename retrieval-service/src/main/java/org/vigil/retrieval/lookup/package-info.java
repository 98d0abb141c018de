/**
 * Which cases a reader is shown. Entry type: {@link org.vigil.retrieval.lookup.SimilarCases}.
 *
 * <p>Invariants: never the study itself nor a known other one of its patient; another site's only
 * where that site shares and the patient agreed; none whose patient said no; unread ones only by
 * request.
 */
package org.vigil.retrieval.lookup;
