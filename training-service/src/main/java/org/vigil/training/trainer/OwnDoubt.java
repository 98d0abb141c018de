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
import org.vigil.models.doubt.DoubtTerms;
import org.vigil.models.doubt.PictureFacts;
import org.vigil.models.preprocess.TestTimeTransform;
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
  private static final double CONFIDENCE = 0.9;

  private final DoubtTerms terms;
  private final List<Sample> fitted;
  private final List<Sample> held;
  private final List<Sample> measured;
  private final Device device;

  private OwnDoubt(DoubtTerms terms, List<Sample> samples, Device device) {
    this.terms = terms;
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
    List<String> exceptSites = parent.doubt().map(DoubtLimits::exceptSites).orElse(List.of());
    List<TestTimeTransform> looks = parent.doubt().map(DoubtLimits::looks).orElse(List.of());
    return share
        .map(value -> new DoubtTerms(value, CONFIDENCE, shortest, exceptSites, looks))
        .map(terms -> new OwnDoubt(terms, samples, device).checked());
  }

  private OwnDoubt checked() {
    int least = terms.leastPictures();
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
      Doubt doubt = DoubtFit.fit(seen(scorer, fitted), seen(scorer, held), terms);
      DoubtReport report = new DoubtReport();
      report.right("test", doubt, seen(scorer, measured));
      String how =
          "What makes it abstain was fitted on the %d pictures of part train, its limits chosen by the %d of validation and measured on those of test."
              .formatted(fitted.size(), held.size());
      return new Fitted(doubt, report, how, terms);
    }
  }

  private List<Seen> seen(Scorer scorer, List<Sample> samples) {
    return samples.stream().map(sample -> seen(scorer, sample.picture().get())).toList();
  }

  private Seen seen(Scorer scorer, Raster picture) {
    float[] input = scorer.prepare(picture);
    return new Seen(
        PictureFacts.of(picture),
        scorer.mapMeans(List.of(input)).getFirst(),
        scorer.spread(input, terms.looks()));
  }

  private static List<Sample> of(List<Sample> samples, CasePart part) {
    return samples.stream().filter(sample -> sample.part() == part).toList();
  }

  /** What was fitted, and how it does. */
  record Fitted(Doubt doubt, DoubtReport report, String how, DoubtTerms terms) {

    BundleManifest added(BundleManifest manifest) {
      return manifest.doubting(manifest.version(), doubt.limits(), report.metrics());
    }

    Map<String, Tensor> tensors() {
      return doubt.tensors();
    }

    /** A section of the model card. */
    String card(String version) {
      return report.card(version, how, terms);
    }
  }
}
