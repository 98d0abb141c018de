package org.vigil.ingest.burnedin;

import java.io.IOException;
import java.io.InterruptedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.vigil.ingest.decode.Decoders;

/** Searches the pixels of picture files for text. Thread-safe. */
public final class FileSearch {
  private final Decoders decoders;

  public FileSearch(Decoders decoders) {
    this.decoders = decoders;
  }

  /**
   * @throws org.vigil.ingest.refusal.RefusedException if the file is not decoded, so that nobody
   *     knows
   */
  public boolean isSuspected(byte[] file) throws IOException {
    Path copy = Files.createTempFile("vigil-search-", ".dcm");
    try {
      Files.write(copy, file);
      return decoders.decode(copy, decoded -> BurnedInText.isSuspected(decoded.picture()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new InterruptedIOException("the search was given up");
    } finally {
      Files.deleteIfExists(copy);
    }
  }
}
