/**
 * {@code POST /api/studies}: from a multipart request to stored, published images. Entry types:
 * {@link org.vigil.ingest.upload.UploadResource} (HTTP), {@link org.vigil.ingest.upload.UploadDesk}
 * (the work).
 *
 * <p>Invariant: nothing of a request is published before all of it has been decoded and stored.
 */
package org.vigil.ingest.upload;
