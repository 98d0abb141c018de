package org.vigil.inference.study;

import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.vigil.inference.model.HostedModel;
import org.vigil.models.doubt.Doubt.Doubted;
import org.vigil.models.scoring.ImageScore;
import org.vigil.schemas.reason.AbstentionReason;

/**
 * What follows from a model's doubts: a doubted image plays no part in the scores, and a study of
 * which every image is doubted has none.
 */
public final class Doubts {
  private Doubts() {}

  /** The word of the ledger for a doubt. */
  static AbstentionReason reason(Doubted doubted) {
    return switch (doubted.cause()) {
      case POOR_QUALITY -> AbstentionReason.IMAGE_QUALITY;
      case WRONG_KIND -> AbstentionReason.WRONG_KIND;
      case UNFAMILIAR -> AbstentionReason.OUT_OF_DISTRIBUTION;
      case UNSURE -> AbstentionReason.UNSURE;
    };
  }

  /**
   * An answer without the images that the network doubts; no answer where it doubts all. The whole
   * answer where the model does not doubt the site's pictures.
   */
  public static StudyResult heeded(StudyResult.Answered answer) {
    PreparedStudy.Scorable prepared = answer.prepared();
    List<Integer> trusted = trusted(answer.scores());
    if (trusted.size() == answer.scores().size()
        || !hold(prepared.lease().shown(), prepared.study().getSite())) {
      return answer;
    }
    Doubted doubted =
        answer.scores().stream().flatMap(s -> s.doubted().stream()).findFirst().orElseThrow();
    if (trusted.isEmpty()) {
      return new StudyResult.Unanswered(answer.prepared(), reason(doubted), doubted.detail());
    }
    return new StudyResult.Answered(
        answer.prepared().keeping(trusted, reason(doubted)),
        trusted.stream().map(answer.scores()::get).toList(),
        shadow(answer, trusted),
        answer.queueMillis(),
        answer.computeMillis());
  }

  /** Whether a model's doubts hold for the pictures of a site. */
  public static boolean hold(HostedModel model, String site) {
    return model.manifest().doubt().filter(d -> d.hold(site)).isPresent();
  }

  private static List<Integer> trusted(List<ImageScore> scores) {
    return IntStream.range(0, scores.size())
        .filter(i -> scores.get(i).doubted().isEmpty())
        .boxed()
        .toList();
  }

  private static Optional<StudyResult.Shadowed> shadow(
      StudyResult.Answered answer, List<Integer> trusted) {
    return answer
        .shadow()
        .map(
            said ->
                new StudyResult.Shadowed(
                    trusted.stream().map(said.scores()::get).toList(), said.computeMillis()));
  }
}
