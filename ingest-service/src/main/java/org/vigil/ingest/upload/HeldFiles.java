package org.vigil.ingest.upload;

import java.io.IOException;
import java.nio.file.Path;

/** Files that were sent before the request that makes a study of them. */
public interface HeldFiles {
  /**
   * @param name that the file's sender was given
   * @throws org.vigil.platform.problem.ProblemException 404 if there is none, 409 if it is not
   *     whole
   */
  Path file(String name) throws IOException;

  /** The file is safe as part of a study: it need not be held much longer. */
  void used(String name) throws IOException;
}
