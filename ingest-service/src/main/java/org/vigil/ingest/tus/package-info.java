/**
 * Resumable uploads by the tus protocol 1.0.0 (tus.io): files that grow on this instance's disk,
 * part by part over a bad network, until a study is made of them. Entry types: {@link
 * org.vigil.ingest.tus.TusResource} (HTTP), {@link org.vigil.ingest.tus.UploadFolder} (the files).
 *
 * <p>Invariants: an offset that was told stands on disk, also after {@code kill -9}; a held file is
 * no accepted image, which only {@code POST /api/studies} makes of it.
 */
package org.vigil.ingest.tus;
