package org.vigil.retrieval.index;

import java.util.List;

/**
 * Files of a commit that stay as they are until this is closed.
 *
 * @param files their names in the index's folder
 * @param release lets go of them
 */
public record CommitHold(List<String> files, Runnable release) implements AutoCloseable {
  /** Of an index that has no local files. */
  public static CommitHold nothing() {
    return new CommitHold(List.of(), () -> {});
  }

  @Override
  public void close() {
    release.run();
  }
}
