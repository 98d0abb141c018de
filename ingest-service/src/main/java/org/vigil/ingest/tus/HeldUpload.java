package org.vigil.ingest.tus;

import java.nio.file.Path;
import java.time.Instant;

/**
 * An upload as it lies on disk now.
 *
 * @param length bytes that it is to have
 * @param offset bytes that are safe on this instance's disk
 * @param expiresAt when it is removed if nothing more comes
 * @param file its bytes
 */
public record HeldUpload(UploadKey key, long length, long offset, Instant expiresAt, Path file) {
  public boolean isComplete() {
    return offset == length;
  }
}
