package org.vigil.inference.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.LongSupplier;
import org.jboss.logging.Logger;
import org.vigil.inference.model.HostedModel;
import org.vigil.inference.study.Doubts;
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
  private final Clock clock;
  private final LongSupplier nanoTime;

  /**
   * @param maxBatch pictures in one pass; a study of more pictures still goes in one
   * @param clock the time that studies' own times are compared with
   * @param nanoTime measures passes, as {@link System#nanoTime} does
   */
  public BatchScorer(int maxBatch, Clock clock, LongSupplier nanoTime) {
    this.maxBatch = maxBatch;
    this.clock = clock;
    this.nanoTime = nanoTime;
  }

  /**
   * @return one result per study, in no particular order
   */
  public List<StudyResult> score(List<Scorable> studies) {
    Map<HostedModel, List<Scorable>> byModel = new LinkedHashMap<>();
    for (Scorable study : studies) {
      byModel.computeIfAbsent(study.lease().shown(), model -> new ArrayList<>()).add(study);
    }
    List<StudyResult> results = new ArrayList<>();
    byModel.forEach(
        (model, group) -> {
          for (List<Scorable> pass : passes(group)) {
            results.addAll(score(model, pass));
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

  private List<StudyResult> score(HostedModel model, List<Scorable> pass) {
    Instant start = clock.instant();
    try {
      Pass done = forward(model, pass.stream().flatMap(s -> s.inputs().stream()).toList());
      return answers(pass, done, start);
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      // Whatever an input can set off, in the engine too: none may hold the stream up.
      return halve(model, pass, e);
    }
  }

  private Pass forward(HostedModel model, List<float[]> inputs) {
    long start = nanoTime.getAsLong();
    List<ImageScore> scores = model.scorer().score(inputs);
    Duration time = Duration.ofNanos(nanoTime.getAsLong() - start);
    model.passCost().measured(inputs.size(), time);
    return new Pass(scores, time);
  }

  private List<StudyResult> halve(HostedModel model, List<Scorable> pass, Throwable failure) {
    if (pass.size() == 1) {
      LOG.warnf(failure, "study %s cannot be scored", pass.get(0).study().getStudyId());
      return List.of(
          new StudyResult.Unanswered(
              pass.get(0), AbstentionReason.MODEL_FAILED, "the forward pass failed"));
    }
    int middle = pass.size() / 2;
    List<StudyResult> results = new ArrayList<>(score(model, pass.subList(0, middle)));
    results.addAll(score(model, pass.subList(middle, pass.size())));
    return results;
  }

  private List<StudyResult> answers(List<Scorable> pass, Pass done, Instant start) {
    Map<Scorable, StudyResult.Shadowed> shadows = shadowScores(pass);
    List<StudyResult> results = new ArrayList<>();
    int next = 0;
    for (Scorable study : pass) {
      List<ImageScore> own = done.scores().subList(next, next + study.inputs().size());
      next += own.size();
      results.add(
          Doubts.heeded(
              new StudyResult.Answered(
                  study,
                  List.copyOf(own),
                  Optional.ofNullable(shadows.get(study)),
                  queueMillis(study, start),
                  done.time().toNanos() / 1e6)));
    }
    return results;
  }

  /** What neither fetching nor preparing took since the study was ready, until its pass began. */
  private static double queueMillis(Scorable study, Instant start) {
    double total = Duration.between(study.study().getReadyAt(), start).toNanos() / 1e6;
    return Math.max(0, total - study.fetchMillis() - study.prepareMillis());
  }

  /** One pass per shadow, as for the shown model. */
  private Map<Scorable, StudyResult.Shadowed> shadowScores(List<Scorable> pass) {
    Map<HostedModel, List<Scorable>> byShadow = new LinkedHashMap<>();
    for (Scorable study : pass) {
      study
          .lease()
          .shadow()
          .filter(shadow -> study.shadowInputs().size() == study.inputs().size())
          .ifPresent(shadow -> byShadow.computeIfAbsent(shadow, s -> new ArrayList<>()).add(study));
    }
    Map<Scorable, StudyResult.Shadowed> scores = new IdentityHashMap<>();
    byShadow.forEach((shadow, studies) -> shadowScores(shadow, studies, scores));
    return scores;
  }

  /** A shadow that fails or doubts costs nothing but its own scores. */
  private void shadowScores(
      HostedModel shadow, List<Scorable> studies, Map<Scorable, StudyResult.Shadowed> into) {
    try {
      Pass done =
          forward(shadow, studies.stream().flatMap(s -> s.shadowInputs().stream()).toList());
      int next = 0;
      for (Scorable study : studies) {
        int end = next + study.inputs().size();
        List<ImageScore> own = List.copyOf(done.scores().subList(next, end));
        if (!Doubts.hold(shadow, study.study().getSite())
            || own.stream().allMatch(score -> score.doubted().isEmpty())) {
          into.put(study, new StudyResult.Shadowed(own, done.time().toNanos() / 1e6));
        }
        next = end;
      }
    } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
      LOG.warnf(e, "shadow %s failed", shadow.ref());
    }
  }

  /** What a model said of some pictures, and how long it took. */
  private record Pass(List<ImageScore> scores, Duration time) {}
}
