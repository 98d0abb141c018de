/**
 * The retrieval service: shows the confirmed cases that look most like a study. Entry types: {@link
 * org.vigil.retrieval.index.CaseLibrary}, {@link org.vigil.retrieval.lookup.SimilarCases}.
 */
package org.vigil.retrieval;
