/** Look-ups over HTTP. Entry type: {@link org.vigil.retrieval.http.SimilarResource}. */
package org.vigil.retrieval.http;
