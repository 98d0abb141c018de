package org.vigil.inference.explain;

import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.IntStream;
import org.vigil.inference.explain.Explanation.Occasion;
import org.vigil.inference.explain.Explanation.Picture;
import org.vigil.inference.flow.AfterPublishing;
import org.vigil.inference.study.PreparedStudy.Scorable;
import org.vigil.inference.study.ScoredEvent;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.StudyId;

/**
 * Has the strongest findings of urgent studies explained once their scores are out. Urgent here is
 * what its sender calls stat or what reaches a threshold; where it stands on the worklist is the
 * triage policy's to say.
 */
public final class UrgentStudies implements AfterPublishing {
  private final ExplanationDesk desk;
  private final Clock clock;
  private final int maxFindings;

  /**
   * @param maxFindings most findings of a study that are explained unasked
   */
  public UrgentStudies(ExplanationDesk desk, Clock clock, int maxFindings) {
    this.desk = desk;
    this.clock = clock;
    this.maxFindings = maxFindings;
  }

  @Override
  public void published(List<StudyResult> results) {
    for (StudyResult result : results) {
      if (result instanceof StudyResult.Answered answered && !desk.isFull()) {
        consider(answered);
      }
    }
  }

  private void consider(StudyResult.Answered result) {
    Scored scored = (Scored) ScoredEvent.of(result, clock.instant()).getOutcome();
    List<Integer> findings = worthExplaining(result.prepared().study().getPriority(), scored);
    if (!findings.isEmpty()) {
      Scorable study = result.prepared();
      study.lease().shown().acquire(); // The lease holds it open until we have it.
      desk.offer(
          new Explanation(
              new StudyId(study.study().getStudyId()),
              study.lease().shown(),
              pictures(study),
              findings,
              clock.instant(),
              Occasion.URGENT));
    }
  }

  /** Those that reach their threshold; of a stat study at least the highest score. */
  private List<Integer> worthExplaining(Priority priority, Scored scored) {
    List<FindingScore> all = scored.getFindings();
    List<Integer> strongestFirst =
        IntStream.range(0, all.size())
            .boxed()
            .sorted(Comparator.comparingDouble(i -> -all.get(i).getScore()))
            .toList();
    List<Integer> reached =
        strongestFirst.stream()
            .filter(i -> all.get(i).getScore() >= all.get(i).getThreshold())
            .limit(maxFindings)
            .toList();
    return reached.isEmpty() && priority == Priority.STAT
        ? strongestFirst.subList(0, Math.min(1, maxFindings))
        : reached;
  }

  private static List<Picture> pictures(Scorable study) {
    List<Picture> pictures = new ArrayList<>();
    for (int i = 0; i < study.used().size(); i++) {
      NormalisedImage image = study.used().get(i);
      pictures.add(
          new Picture(
              new ImageId(image.getImageId()),
              image.getWidth(),
              image.getHeight(),
              study.inputs().get(i)));
    }
    return pictures;
  }
}
