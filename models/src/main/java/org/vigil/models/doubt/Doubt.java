package org.vigil.models.doubt;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.vigil.models.weights.Tensor;

/**
 * A fitted model's doubts about pictures. Looks are taken at each: before the network, by what is
 * measured of the picture ({@link #about(PictureFacts)}), and after it, by where the network's maps
 * of it lie ({@link #about(double)}). Immutable.
 */
public final class Doubt {
  private static final String TONE = "tone";
  private static final String LAYOUT = "layout";
  private static final String MAPS = "maps";

  private final DoubtLimits limits;
  private final Distributions fits;

  Doubt(DoubtLimits limits, Distributions fits) {
    this.limits = limits;
    this.fits = fits;
  }

  /**
   * @param fitted what {@link #tensors} gave
   * @throws IllegalArgumentException if tensors are missing or of other shapes
   */
  public static Doubt load(DoubtLimits limits, Map<String, Tensor> fitted) {
    return new Doubt(
        limits,
        new Distributions(
            Normal.load(TONE, PictureFacts.TONE, fitted),
            Normal.load(LAYOUT, PictureFacts.LAYOUT, fitted),
            Normal.load(MAPS, fitted)));
  }

  /** What was fitted, by names of its own. */
  public Map<String, Tensor> tensors() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    fits.tone().save(TONE, tensors);
    fits.layout().save(LAYOUT, tensors);
    fits.maps().save(MAPS, tensors);
    return tensors;
  }

  public DoubtLimits limits() {
    return limits;
  }

  /** How many numbers {@link #distanceOfMaps} wants. */
  public int mapsDimension() {
    return fits.maps().dimension();
  }

  /** What speaks against judging a picture at all; empty where nothing does. */
  public Optional<Doubted> about(PictureFacts facts) {
    if (facts.shortestSide() < limits.shortestSide()) {
      return quality(
          "%d pixels on its shortest side, %d are needed",
          facts.shortestSide(), limits.shortestSide());
    }
    if (!(facts.contrast() >= limits.contrast())) {
      return quality("contrast %.3f, %.3f is needed", facts.contrast(), limits.contrast());
    }
    if (!(facts.sharpness() >= limits.sharpness())) {
      return quality("sharpness %.5f, %.5f is needed", facts.sharpness(), limits.sharpness());
    }
    double distance = fits.tone().distance(facts.tone());
    if (!(distance <= limits.tone())) {
      return doubted(Cause.WRONG_KIND, "colour and tone", distance, limits.tone());
    }
    distance = fits.layout().distance(facts.layout());
    if (!(distance <= limits.layout())) {
      return doubted(Cause.WRONG_KIND, "layout", distance, limits.layout());
    }
    return Optional.empty();
  }

  /**
   * How far the network's maps of a picture lie from those of pictures of the right kind.
   *
   * @param means of every map of every stage
   */
  public double distanceOfMaps(double[] means) {
    return fits.maps().distance(means);
  }

  /** What speaks against the network's word; empty where nothing does. */
  public Optional<Doubted> about(double distanceOfMaps) {
    return distanceOfMaps <= limits.maps()
        ? Optional.empty()
        : doubted(Cause.UNFAMILIAR, "network's maps", distanceOfMaps, limits.maps());
  }

  /**
   * What speaks against scores that depend on how the picture is held; empty where nothing does, or
   * no other looks are taken.
   *
   * @param spread largest standard deviation of a probability over the looks
   */
  public Optional<Doubted> unsure(double spread) {
    return limits
        .spread()
        .filter(limit -> !(spread <= limit))
        .map(
            limit ->
                new Doubted(
                    Cause.UNSURE,
                    String.format(
                        Locale.ROOT,
                        "the same picture turned gives other scores: deviation %.3f, limit %.3f",
                        spread,
                        limit)));
  }

  private static Optional<Doubted> quality(String format, Object... numbers) {
    return Optional.of(
        new Doubted(Cause.POOR_QUALITY, String.format(Locale.ROOT, format, numbers)));
  }

  private static Optional<Doubted> doubted(
      Cause cause, String what, double distance, double limit) {
    String detail =
        String.format(
            Locale.ROOT,
            "%s: distance %.2f from the pictures that were fitted on, limit %.2f",
            what,
            distance,
            limit);
    return Optional.of(new Doubted(cause, detail));
  }

  /** Why a picture is doubted. */
  public enum Cause {
    /** Too small, too flat or too blurred to be judged. */
    POOR_QUALITY,
    /** It does not look like the kind of picture, or the view, that the model is for. */
    WRONG_KIND,
    /** The network sees in it what it did not see in pictures of the right kind. */
    UNFAMILIAR,
    /** Its scores change when the picture is turned or mirrored. */
    UNSURE
  }

  /**
   * @param detail for people
   */
  public record Doubted(Cause cause, String detail) {}
}
