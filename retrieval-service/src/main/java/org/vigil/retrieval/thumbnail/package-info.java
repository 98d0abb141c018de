/**
 * Small pictures of cases. Entry type: {@link org.vigil.retrieval.thumbnail.Thumbnails}.
 *
 * <p>Invariants: a picture is shown to a site only if the case is; none is kept of a case that was
 * taken back.
 */
package org.vigil.retrieval.thumbnail;
