/**
 * Ingest: the front door. Takes uploads, makes them safe and uniform, and puts studies together.
 *
 * <p>Path of an upload: {@link org.vigil.ingest.upload.UploadResource} receives it, {@link
 * org.vigil.ingest.decode.Decoders} and {@link org.vigil.ingest.normalise.PngWriter} normalise it,
 * {@link org.vigil.ingest.upload.UploadDesk} stores and publishes it, {@link
 * org.vigil.ingest.assembly.StudyAssembly} makes studies of images. Invariant: success is said only
 * when store and broker have it.
 */
package org.vigil.ingest;
