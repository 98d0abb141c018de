package org.vigil.inference.study;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.vigil.inference.model.ModelLease;
import org.vigil.schemas.event.BundleRef;
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

    /** The same study with only these of its used images; the others were left out for a reason. */
    public Scorable keeping(List<Integer> kept, AbstentionReason why) {
      List<Unused> left = new ArrayList<>(unused);
      for (int i = 0; i < used.size(); i++) {
        if (!kept.contains(i)) {
          left.add(new Unused(used.get(i), why));
        }
      }
      return new Scorable(
          study,
          lease,
          kept.stream().map(used::get).toList(),
          kept.stream().map(inputs::get).toList(),
          shadowInputs.size() == used.size()
              ? kept.stream().map(shadowInputs::get).toList()
              : List.of(),
          left,
          fetchMillis,
          prepareMillis);
    }
  }

  /**
   * Cannot be scored, and this is why.
   *
   * @param slot where it was sent; null where it was sent nowhere
   * @param by the bundle that abstains, where one does
   */
  record Silent(
      StudyReady study,
      String slot,
      AbstentionReason reason,
      String detail,
      List<Unused> unused,
      Optional<BundleRef> by)
      implements PreparedStudy {

    /** Without any bundle's say. */
    public Silent(
        StudyReady study,
        String slot,
        AbstentionReason reason,
        String detail,
        List<Unused> unused) {
      this(study, slot, reason, detail, unused, Optional.empty());
    }

    @Override
    public void release() {
      // Holds nothing.
    }
  }

  /** An image that plays no part in the scores. */
  record Unused(NormalisedImage image, AbstentionReason reason) {}
}
