package org.vigil.inference.bench;

import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.atomic.AtomicLong;
import org.vigil.inference.flow.AfterPublishing;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.reason.AbstentionReason;

/** What became of the studies that were sent. Thread-safe. */
final class Outcomes implements AfterPublishing {

  /**
   * One study's end.
   *
   * @param at when its result was committed
   * @param waited since it was ready
   */
  record Ended(Priority priority, Instant at, Duration waited, boolean scored) {}

  private final Map<String, StudyReady> open = new ConcurrentHashMap<>();
  private final ConcurrentLinkedQueue<Ended> ended = new ConcurrentLinkedQueue<>();
  private final AtomicLong endedCount = new AtomicLong();
  private final AtomicLong shed = new AtomicLong();
  private final AtomicLong failed = new AtomicLong();
  private final AtomicLong twice = new AtomicLong();
  private final boolean keep;
  private final Runnable afterEach;

  /**
   * @param keep whether each study's times are wanted; otherwise only counts are kept
   * @param afterEach told when a study has ended
   */
  Outcomes(boolean keep, Runnable afterEach) {
    this.keep = keep;
    this.afterEach = afterEach;
  }

  /** To be told before the study is sent. */
  void sent(StudyReady study) {
    open.put(study.getStudyId(), study);
  }

  @Override
  public void published(List<StudyResult> results) {
    Instant now = Instant.now();
    results.forEach(result -> published(result, now));
  }

  private void published(StudyResult result, Instant now) {
    StudyReady study = open.remove(result.prepared().study().getStudyId());
    if (study == null) {
      twice.incrementAndGet();
      return;
    }
    if (result instanceof StudyResult.Unanswered unanswered) {
      (unanswered.reason() == AbstentionReason.TOO_LATE ? shed : failed).incrementAndGet();
    }
    endedCount.incrementAndGet();
    if (keep) {
      Duration wait = Duration.between(study.getReadyAt(), now);
      boolean scored = result instanceof StudyResult.Answered;
      ended.add(new Ended(study.getPriority(), now, wait, scored));
    }
    afterEach.run();
  }

  long open() {
    return open.size();
  }

  long ended() {
    return endedCount.get();
  }

  /** Studies left unassessed because their score would have come too late. */
  long shed() {
    return shed.get();
  }

  /** Studies without a score for any other reason. */
  long failed() {
    return failed.get();
  }

  /** Results of studies that had one already. */
  long twice() {
    return twice.get();
  }

  List<Ended> all() {
    return List.copyOf(ended);
  }
}
