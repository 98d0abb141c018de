package org.vigil.retrieval.index;

import java.util.List;

/**
 * Files of a commit that stay as they are until this is closed.
 *
 * @param files their names in the index's folder
 * @param release lets go of them
 */
record CommitHold(List<String> files, Runnable release) implements AutoCloseable {
  @Override
  public void close() {
    release.run();
  }
}
