package org.vigil.retrieval.index;

import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;

/** The contract, by Lucene in this process. */
class EmbeddedIndexesTest extends CaseIndexContract {
  @TempDir Path folder;

  @Override
  protected CaseIndexes indexes() {
    return new EmbeddedIndexes(folder, VectorStorage.FLOAT);
  }
}
