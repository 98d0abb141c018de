package org.vigil.inference.model;

import java.util.Optional;
import java.util.stream.Stream;
import org.vigil.schemas.id.Sha256;

/**
 * What a slot scores with.
 *
 * @param active shown
 * @param shadow scored and recorded, never shown
 * @param canary shown to a share of the studies instead of the active one
 * @param canaryShare 0 to 1
 */
public record SlotModels(
    Optional<HostedModel> active,
    Optional<HostedModel> shadow,
    Optional<HostedModel> canary,
    double canaryShare) {
  private static final double UNITS = 1L << 32;

  /** The model whose scores this study shows: always the same one for the same study. */
  Optional<HostedModel> shownFor(String studyId) {
    return canary.isPresent() && share(studyId) < canaryShare ? canary : active;
  }

  /** A number in [0, 1) that depends on nothing but the study. */
  static double share(String studyId) {
    return Long.parseLong(Sha256.of(studyId).hex().substring(0, 8), 16) / UNITS;
  }

  /** Every hosted model, one that has several parts as often. */
  public Stream<HostedModel> all() {
    return Stream.of(active, shadow, canary).flatMap(Optional::stream);
  }
}
