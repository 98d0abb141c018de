package org.vigil.ingest.decode;

import java.io.IOException;
import java.nio.file.Path;

/** Reads one format. Thread-safe. */
public interface FileDecoder {

  /**
   * @param gate asked before memory is taken for the pixels
   * @throws org.vigil.ingest.refusal.RefusedException if the file is damaged, too large or not an
   *     image
   * @throws IOException if the file cannot be read from disk, which says nothing about the image
   */
  Decoded decode(Path file, PictureGate gate) throws IOException;
}
