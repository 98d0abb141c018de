package org.vigil.inference.study;

import java.util.List;
import org.vigil.inference.model.ModelLease;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.reason.AbstentionReason;

/** A study that has been routed and, where it can be scored, fetched and prepared. */
public sealed interface PreparedStudy {

  StudyReady study();

  /** Frees what the study holds; call once, when its result is decided. */
  void release();

  /**
   * Ready for a forward pass.
   *
   * @param lease the models; open until released
   * @param used the images that the model takes, at least one
   * @param inputs one network input per used image, for the shown model
   * @param shadowInputs the same for the shadow model; empty without one
   * @param unused images that the model does not take or that could not be read, with why
   * @param fetchMillis spent on fetching
   * @param prepareMillis spent on decoding and preparing
   */
  record Scorable(
      StudyReady study,
      ModelLease lease,
      List<NormalisedImage> used,
      List<float[]> inputs,
      List<float[]> shadowInputs,
      List<Unused> unused,
      double fetchMillis,
      double prepareMillis)
      implements PreparedStudy {

    @Override
    public void release() {
      lease.close();
    }
  }

  /** Cannot be scored, and this is why. */
  record Silent(
      StudyReady study, String slot, AbstentionReason reason, String detail, List<Unused> unused)
      implements PreparedStudy {

    @Override
    public void release() {
      // Holds nothing.
    }
  }

  /** An image that plays no part in the scores. */
  record Unused(NormalisedImage image, AbstentionReason reason) {}
}
