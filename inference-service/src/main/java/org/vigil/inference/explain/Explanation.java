package org.vigil.inference.explain;

import java.time.Instant;
import java.util.List;
import org.vigil.inference.model.HostedModel;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.StudyId;

/**
 * Heat maps to make of one study.
 *
 * @param study whose
 * @param model whose scores are explained; in use until {@link #release}
 * @param pictures as the model saw them
 * @param findings places among the bundle's findings
 * @param asked when somebody began to want them
 * @param occasion why
 */
record Explanation(
    StudyId study,
    HostedModel model,
    List<Picture> pictures,
    List<Integer> findings,
    Instant asked,
    Occasion occasion) {

  /** Why heat maps are made. */
  enum Occasion {
    /** The study is urgent. */
    URGENT,
    /** A reader asked. */
    WANTED
  }

  /**
   * @param width pixels of the normalised picture
   * @param height of the same
   * @param input what the network was given of it
   */
  record Picture(ImageId image, int width, int height, float[] input) {}

  /** Lets go of the model; call once. */
  void release() {
    model.release();
  }
}
