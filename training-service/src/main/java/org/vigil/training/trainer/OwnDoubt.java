package org.vigil.training.trainer;

import ai.djl.Device;
import java.awt.image.Raster;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleManifest;
import org.vigil.models.doubt.Doubt;
import org.vigil.models.doubt.DoubtFit;
import org.vigil.models.doubt.DoubtFit.Seen;
import org.vigil.models.doubt.DoubtLimits;
import org.vigil.models.doubt.DoubtReport;
import org.vigil.models.doubt.PictureFacts;
import org.vigil.models.scoring.Scorer;
import org.vigil.models.weights.Tensor;
import org.vigil.training.feedback.CasePart;

/**
 * Fits what lets a new bundle say that it does not know: on the cases that it learnt from, with
 * limits chosen by the validation cases and measured on the locked test cases. A parent's own
 * doubts do not fit its child, whose maps are others.
 */
final class OwnDoubt {
  private static final int LEAST_FITTED = 50; // pictures

  private final double falseAbstention;
  private final int shortestSide;
  private final List<Sample> fitted;
  private final List<Sample> held;
  private final List<Sample> measured;
  private final Device device;

  private OwnDoubt(double falseAbstention, int shortestSide, List<Sample> samples, Device device) {
    this.falseAbstention = falseAbstention;
    this.shortestSide = shortestSide;
    this.fitted = of(samples, CasePart.TRAIN);
    this.held = of(samples, CasePart.VALIDATION);
    this.measured = of(samples, CasePart.TEST);
    this.device = device;
  }

  /**
   * The doubts of the job's bundle; empty where neither the job asks for them nor the parent has
   * any.
   *
   * @throws RefusedJobException if there are too few pictures: a successor must not know less of
   *     its limits than the bundle that it comes from
   */
  static Optional<OwnDoubt> wanted(
      Job job, BundleManifest parent, List<Sample> samples, Device device) {
    Optional<Double> share =
        job.recipe().falseAbstention().or(() -> parent.doubt().map(DoubtLimits::falseAbstention));
    int side = Math.max(parent.preprocessing().width(), parent.preprocessing().height());
    int shortest = parent.doubt().map(DoubtLimits::shortestSide).orElse(side);
    return share.map(value -> new OwnDoubt(value, shortest, samples, device).checked());
  }

  private OwnDoubt checked() {
    int least = (int) Math.ceil(1 / falseAbstention); // Fewer have no such quantile.
    if (fitted.size() < LEAST_FITTED || held.size() < least) {
      throw new RefusedJobException(
          "%d pictures to fit doubts on and %d to choose their limits by are too few; %d and %d are needed"
              .formatted(fitted.size(), held.size(), LEAST_FITTED, least));
    }
    return this;
  }

  /**
   * @param bundle whole but for its doubts
   */
  Fitted fit(Bundle bundle) {
    try (Scorer scorer = Scorer.load(bundle, device)) {
      Doubt doubt =
          DoubtFit.fit(seen(scorer, fitted), seen(scorer, held), falseAbstention, shortestSide);
      DoubtReport report = new DoubtReport(doubt, fitted.size(), held.size());
      report.right(seen(scorer, measured));
      return new Fitted(doubt, report);
    }
  }

  private static List<Seen> seen(Scorer scorer, List<Sample> samples) {
    return samples.stream().map(sample -> seen(scorer, sample.picture().get())).toList();
  }

  private static Seen seen(Scorer scorer, Raster picture) {
    List<float[]> input = List.of(scorer.prepare(picture));
    return new Seen(PictureFacts.of(picture), scorer.mapMeans(input).getFirst());
  }

  private static List<Sample> of(List<Sample> samples, CasePart part) {
    return samples.stream().filter(sample -> sample.part() == part).toList();
  }

  /** What was fitted, and how it does. */
  record Fitted(Doubt doubt, DoubtReport report) {

    BundleManifest added(BundleManifest manifest) {
      return manifest.doubting(manifest.version(), doubt.limits(), report.metrics());
    }

    Map<String, Tensor> tensors() {
      return doubt.tensors();
    }

    /** A section of the model card. */
    String card(String version) {
      return report.card(version);
    }
  }
}
