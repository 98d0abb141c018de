package org.vigil.ingest.quality;

import java.util.ArrayList;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalDouble;
import java.util.Set;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.reason.RejectionReason;
import org.vigil.schemas.word.Words;

/**
 * Measures photographs and judges the numbers by configured limits: a poor picture gets hints, or
 * is refused where the policy says so for the measure that it fails. Radiographs and images of role
 * {@code other} are not photographs of skin or tongue and are not measured. Thread-safe; some 60 ms
 * on one core.
 */
public final class QualityCheck {
  // Set on real photographs; rates in docs/phone.md.
  private static final Map<ImageRole, Map<Measure, Limits>> DEFAULTS =
      Map.of(
          ImageRole.CLINICAL, limits(5, 0.15),
          ImageRole.DERMOSCOPIC, limits(16, 0.03), // Many dermatoscopes' light is pink.
          ImageRole.TONGUE, withoutSkin(limits(5, 0)));

  private static Map<Measure, Limits> limits(double colourCast, double skin) {
    Map<Measure, Limits> limits = new EnumMap<>(Measure.class);
    limits.put(Measure.BLUR, Limits.atMost(0.35));
    limits.put(Measure.EXPOSURE, Limits.atLeast(45));
    limits.put(Measure.OVEREXPOSURE, Limits.atMost(0.25));
    limits.put(Measure.GLARE, Limits.atMost(0.02));
    limits.put(Measure.COLOUR_CAST, Limits.atMost(colourCast));
    limits.put(Measure.RESOLUTION, Limits.atLeast(224)); // What the models look at.
    limits.put(Measure.SKIN, Limits.atLeast(skin));
    limits.put(Measure.LESION, Limits.between(0.012, 0.7));
    return limits;
  }

  private static Map<Measure, Limits> withoutSkin(Map<Measure, Limits> limits) {
    limits.remove(Measure.SKIN);
    limits.remove(Measure.LESION);
    return limits;
  }

  private final boolean enabled;
  private final Set<Measure> refused;
  private final Map<ImageRole, Map<Measure, Limits>> limits = new EnumMap<>(ImageRole.class);

  /**
   * @param refused measures outside of whose limits a photograph is not taken
   * @param own limits that are used for every role instead of the usual ones
   */
  public QualityCheck(boolean enabled, Set<Measure> refused, Map<Measure, Limits> own) {
    this.enabled = enabled;
    this.refused = refused.isEmpty() ? Set.of() : EnumSet.copyOf(refused);
    DEFAULTS.forEach(
        (role, usual) -> {
          Map<Measure, Limits> these = new EnumMap<>(Measure.class);
          these.putAll(usual);
          these.replaceAll((measure, limit) -> own.getOrDefault(measure, limit));
          limits.put(role, these);
        });
  }

  /**
   * @return the quality, or empty for what is no photograph of skin or tongue
   * @throws RefusedException if the picture is too poor by policy
   */
  public Optional<CaptureQuality> check(Picture picture, ImageRole role) {
    if (!enabled || !limits.containsKey(role) || !(picture instanceof Picture.Rgb8 photograph)) {
      return Optional.empty();
    }
    CaptureQuality quality = judge(QualityGauge.measure(photograph), limits.get(role));
    List<CaptureQuality.Measured> bad =
        quality.measures().stream()
            .filter(measured -> measured.hint().isPresent() && isRefused(measured))
            .toList();
    if (!bad.isEmpty()) {
      throw new RefusedException(RejectionReason.POOR_QUALITY, words(bad));
    }
    return Optional.of(quality);
  }

  private static CaptureQuality judge(Map<Measure, Double> values, Map<Measure, Limits> limits) {
    List<CaptureQuality.Measured> measures = new ArrayList<>();
    values.forEach(
        (measure, value) ->
            Optional.ofNullable(limits.get(measure))
                .ifPresent(
                    limit ->
                        measures.add(
                            new CaptureQuality.Measured(
                                Words.of(measure),
                                Math.round(value * 1000) / 1000.0,
                                boxed(limit.least()),
                                boxed(limit.most()),
                                limit.hint(measure, value)))));
    boolean good = measures.stream().allMatch(measured -> measured.hint().isEmpty());
    return new CaptureQuality(good, measures);
  }

  private boolean isRefused(CaptureQuality.Measured measured) {
    return refused.stream().map(Words::of).anyMatch(measured.measure()::equals);
  }

  private static String words(List<CaptureQuality.Measured> bad) {
    StringBuilder words = new StringBuilder();
    for (CaptureQuality.Measured measured : bad) {
      words
          .append(words.isEmpty() ? "" : " ")
          .append(measured.hint().orElseThrow())
          .append(" (%s %s".formatted(measured.measure(), measured.value()))
          .append(measured.least().map(least -> ", at least " + least).orElse(""))
          .append(measured.most().map(most -> ", at most " + most).orElse(""))
          .append(")");
    }
    return words.toString();
  }

  private static Optional<Double> boxed(OptionalDouble value) {
    return value.isPresent() ? Optional.of(value.getAsDouble()) : Optional.empty();
  }
}
