package org.vigil.inference.http;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.word.Words;

/**
 * What {@code POST /api/score} answers: scores with all that they can be traced by, or why there
 * are none.
 *
 * @param bundle that scored; null where there are no scores
 * @param preprocessing its version; null where there are no scores
 * @param thresholdsVersion null where there are no scores
 * @param scores by finding
 * @param inputsMissing metadata without which the model does worse
 * @param abstention why there are no scores; null where there are
 * @param embedding of the picture, where it was asked for
 */
public record ScoreAnswer(
    Bundle bundle,
    String preprocessing,
    String thresholdsVersion,
    List<Finding> scores,
    List<String> inputsMissing,
    Abstention abstention,
    @JsonInclude(JsonInclude.Include.NON_NULL) Embedding embedding) {

  /** Names one version of a bundle beyond doubt. */
  public record Bundle(String slot, String version, String digest) {}

  /**
   * @param code null where the finding has none
   * @param score 0 to 1
   * @param threshold in force for the site
   */
  public record Finding(String finding, String code, double score, double threshold) {}

  /** Why there are no scores: one of a few words, and more for people. */
  public record Abstention(String reason, String detail) {}

  /**
   * @param space slot/version
   * @param vector of length 1
   */
  public record Embedding(String space, List<Float> vector) {}

  /**
   * @param withEmbedding whether it was asked for
   */
  static ScoreAnswer of(Scored scored, boolean withEmbedding) {
    BundleRef ref = scored.getBundle();
    return new ScoreAnswer(
        new Bundle(ref.getSlot(), ref.getVersion(), ref.getDigest()),
        scored.getPreprocessing(),
        scored.getThresholdsVersion(),
        scored.getFindings().stream().map(ScoreAnswer::finding).toList(),
        scored.getInputsMissing(),
        null,
        withEmbedding ? new Embedding(scored.getEmbeddingSpace(), scored.getEmbedding()) : null);
  }

  private static Finding finding(FindingScore f) {
    return new Finding(f.getFinding(), f.getCode(), f.getScore(), f.getThreshold());
  }

  static ScoreAnswer of(StudyResult.Unanswered result) {
    Abstention why = new Abstention(Words.of(result.reason()), result.detail());
    return new ScoreAnswer(null, null, null, List.of(), List.of(), why, null);
  }
}
