package org.vigil.ingest.upload;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Optional;
import org.vigil.ingest.decode.FileWords;
import org.vigil.ingest.quality.CaptureQuality;
import org.vigil.schemas.id.Sha256;

/**
 * A part that has been decoded and normalised. Closing it deletes the PNG.
 *
 * @param part as sent
 * @param digest of the bytes as sent
 * @param words what the file says of itself
 * @param form of the PNG
 * @param png the normalised picture
 * @param pngDigest of the PNG's bytes
 * @param withheld whether it may name somebody in its pixels, and so serves nobody else
 * @param quality how well it was taken, where it is a photograph
 */
record NormalisedPart(
    Upload.Part part,
    Sha256 digest,
    FileWords words,
    Form form,
    Path png,
    Sha256 pngDigest,
    boolean withheld,
    Optional<CaptureQuality> quality)
    implements AutoCloseable {

  /**
   * What kind of picture a PNG holds.
   *
   * @param normalisation version and form of the arithmetic that made it
   * @param width pixels
   * @param height pixels
   */
  record Form(String normalisation, int width, int height, int channels, int bitsPerSample) {}

  @Override
  public void close() throws IOException {
    Files.deleteIfExists(png);
  }
}
