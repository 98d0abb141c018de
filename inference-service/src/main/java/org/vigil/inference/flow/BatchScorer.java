package org.vigil.inference.flow;

import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.study.PreparedStudy.Scorable;
import org.vigil.inference.study.StudyResult;
import org.vigil.models.scoring.ImageScore;
import org.vigil.schemas.reason.AbstentionReason;

/**
 * Runs prepared studies through their networks, as many pictures in one pass as allowed. A pass
 * that fails is halved until the study that spoils it stands alone, so that a bad input costs only
 * itself. For the compute thread.
 */
public final class BatchScorer {
  private static final Logger LOG = Logger.getLogger(BatchScorer.class);

  private final int maxBatch;

  /**
   * @param maxBatch pictures in one pass; a study of more pictures still goes in one
   */
  public BatchScorer(int maxBatch) {
    this.maxBatch = maxBatch;
  }

  /**
   * @param submittedAt {@link System#nanoTime()} when the studies were handed over
   * @return one result per study, in no particular order
   */
  public List<StudyResult> score(List<Scorable> studies, long submittedAt) {
    Map<HostedModel, List<Scorable>> byModel = new LinkedHashMap<>();
    for (Scorable study : studies) {
      byModel.computeIfAbsent(study.lease().shown(), model -> new ArrayList<>()).add(study);
    }
    List<StudyResult> results = new ArrayList<>();
    byModel.forEach(
        (model, group) -> {
          for (List<Scorable> pass : passes(group)) {
            results.addAll(score(model, pass, submittedAt));
          }
        });
    return results;
  }

  private List<List<Scorable>> passes(List<Scorable> studies) {
    List<List<Scorable>> passes = new ArrayList<>();
    List<Scorable> current = new ArrayList<>();
    int pictures = 0;
    for (Scorable study : studies) {
      if (!current.isEmpty() && pictures + study.inputs().size() > maxBatch) {
        passes.add(current);
        current = new ArrayList<>();
        pictures = 0;
      }
      current.add(study);
      pictures += study.inputs().size();
    }
    passes.add(current);
    return passes;
  }

  private List<StudyResult> score(HostedModel model, List<Scorable> pass, long submittedAt) {
    long start = System.nanoTime();
    try {
      List<ImageScore> scores = model.scorer().score(inputs(pass));
      double computeMillis = (System.nanoTime() - start) / 1e6;
      return answers(pass, scores, (start - submittedAt) / 1e6, computeMillis);
    } catch (RuntimeException e) { // The engine's own failures too: none may hold the stream up.
      return halve(model, pass, submittedAt, e);
    }
  }

  private List<StudyResult> halve(
      HostedModel model, List<Scorable> pass, long submittedAt, RuntimeException failure) {
    if (pass.size() == 1) {
      LOG.warnf(failure, "study %s cannot be scored", pass.get(0).study().getStudyId());
      return List.of(
          new StudyResult.Unanswered(
              pass.get(0), AbstentionReason.MODEL_FAILED, "the forward pass failed"));
    }
    int middle = pass.size() / 2;
    List<StudyResult> results = new ArrayList<>(score(model, pass.subList(0, middle), submittedAt));
    results.addAll(score(model, pass.subList(middle, pass.size()), submittedAt));
    return results;
  }

  private static List<float[]> inputs(List<Scorable> pass) {
    List<float[]> inputs = new ArrayList<>();
    pass.forEach(study -> inputs.addAll(study.inputs()));
    return inputs;
  }

  private static List<StudyResult> answers(
      List<Scorable> pass, List<ImageScore> scores, double queueMillis, double computeMillis) {
    Map<Scorable, Optional<List<ImageScore>>> shadows = shadowScores(pass);
    List<StudyResult> results = new ArrayList<>();
    int next = 0;
    for (Scorable study : pass) {
      List<ImageScore> own = scores.subList(next, next + study.inputs().size());
      next += own.size();
      results.add(
          new StudyResult.Answered(
              study, List.copyOf(own), shadows.get(study), queueMillis, computeMillis));
    }
    return results;
  }

  /** One pass per shadow, as for the shown model. */
  private static Map<Scorable, Optional<List<ImageScore>>> shadowScores(List<Scorable> pass) {
    Map<Scorable, Optional<List<ImageScore>>> scores = new IdentityHashMap<>();
    Map<HostedModel, List<Scorable>> byShadow = new LinkedHashMap<>();
    for (Scorable study : pass) {
      scores.put(study, Optional.empty());
      study
          .lease()
          .shadow()
          .filter(shadow -> study.shadowInputs().size() == study.inputs().size())
          .ifPresent(shadow -> byShadow.computeIfAbsent(shadow, s -> new ArrayList<>()).add(study));
    }
    byShadow.forEach((shadow, studies) -> shadowScores(shadow, studies, scores));
    return scores;
  }

  /** A shadow that fails costs nothing but its own scores. */
  private static void shadowScores(
      HostedModel shadow, List<Scorable> studies, Map<Scorable, Optional<List<ImageScore>>> into) {
    try {
      List<ImageScore> scores =
          shadow.scorer().score(studies.stream().flatMap(s -> s.shadowInputs().stream()).toList());
      int next = 0;
      for (Scorable study : studies) {
        int end = next + study.inputs().size();
        into.put(study, Optional.of(List.copyOf(scores.subList(next, end))));
        next = end;
      }
    } catch (RuntimeException e) {
      LOG.warnf(e, "shadow %s failed", shadow.ref());
    }
  }
}
