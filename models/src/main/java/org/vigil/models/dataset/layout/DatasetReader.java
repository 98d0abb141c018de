package org.vigil.models.dataset.layout;

import java.nio.file.Path;
import org.vigil.models.dataset.Dataset;

/** Reads a data set's tables; pictures are named, not opened. */
@FunctionalInterface
public interface DatasetReader {

  /**
   * @param source the folder that holds tables and pictures as published, or the archive
   * @throws org.vigil.models.dataset.DatasetException saying what is wrong and where
   */
  Dataset read(Path source);
}
