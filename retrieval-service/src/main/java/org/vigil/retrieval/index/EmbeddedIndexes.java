package org.vigil.retrieval.index;

import java.nio.file.Path;
import org.vigil.retrieval.cases.EmbeddingSpace;

/** Lucene indexes in this process, each in a folder of the library. */
final class EmbeddedIndexes implements CaseIndexes {
  private final Path library;
  private final VectorStorage storage;

  /**
   * @param library the library's folder
   * @param storage of vectors written from now on
   */
  EmbeddedIndexes(Path library, VectorStorage storage) {
    this.library = library;
    this.storage = storage;
  }

  @Override
  public boolean exists(EmbeddingSpace space) {
    return LuceneIndex.exists(folder(library, space));
  }

  @Override
  public CaseIndex open(EmbeddingSpace space) {
    return new SpaceIndex(folder(library, space), storage);
  }

  @Override
  public void close() {
    // The indexes share nothing.
  }

  static Path folder(Path library, EmbeddingSpace space) {
    return library.resolve("spaces").resolve(space.slot()).resolve(space.version());
  }
}
