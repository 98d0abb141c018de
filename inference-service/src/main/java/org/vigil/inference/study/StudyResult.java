package org.vigil.inference.study;

import java.util.List;
import java.util.Optional;
import org.vigil.models.scoring.ImageScore;
import org.vigil.schemas.reason.AbstentionReason;

/** What became of a prepared study. */
public sealed interface StudyResult {

  PreparedStudy prepared();

  /**
   * The network gave scores.
   *
   * @param scores one per used image
   * @param shadow what the shadow model said, where there is one and it worked
   * @param queueMillis from ready to the pass's start, without fetching and preparing: waited in
   *     Kafka, for a decoder and for the device
   * @param computeMillis the forward pass that this study was part of
   */
  record Answered(
      PreparedStudy.Scorable prepared,
      List<ImageScore> scores,
      Optional<Shadowed> shadow,
      double queueMillis,
      double computeMillis)
      implements StudyResult {

    /** The mean probability of a finding, by its place in the manifest. */
    public double probability(int finding) {
      return ImageMean.probability(scores, finding);
    }
  }

  /**
   * The shadow model's word: recorded, never shown.
   *
   * @param scores one per used image
   * @param computeMillis the forward pass that this study was part of
   */
  record Shadowed(List<ImageScore> scores, double computeMillis) {}

  /** No scores, and this is why. */
  record Unanswered(PreparedStudy prepared, AbstentionReason reason, String detail)
      implements StudyResult {}
}
