package org.vigil.retrieval.embedding;

import java.nio.file.Path;
import org.vigil.platform.problem.ProblemException;

/** Has a picture embedded by the model that its study would be scored by. */
@FunctionalInterface
public interface PictureEmbedder {

  /**
   * @throws ProblemException 400 or 422 for a picture or words that cannot be embedded, 503 where
   *     inference does not answer
   */
  EmbeddedPicture embed(Path picture, PictureWords words) throws InterruptedException;
}
