package org.vigil.local.stack;

import java.nio.file.Path;
import org.vigil.schemas.word.Words;

/** The five services, in the order in which they are shown. */
public enum Service {
  INGEST,
  INFERENCE,
  WORKLIST,
  RETRIEVAL,
  TRAINING;

  /** The name for people, files and command lines. */
  public String word() {
    return Words.of(this);
  }

  /** The jar that the build makes of it. */
  public Path jar(Path root) {
    return root.resolve(word() + "-service").resolve("target/quarkus-app/quarkus-run.jar");
  }
}
