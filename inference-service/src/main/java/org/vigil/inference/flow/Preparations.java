package org.vigil.inference.flow;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.vigil.inference.batch.Deadlines;
import org.vigil.inference.batch.LatencyBudget;
import org.vigil.inference.study.PictureSource;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.StudyPreparer;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.platform.store.StoreUnavailableException;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.reason.AbstentionReason;

/**
 * Prepares consumed studies, each on a virtual thread of its own. While the store does not answer,
 * a study waits and tries again: an outage is no reason to leave a study unassessed.
 */
public final class Preparations {
  private static final Logger LOG = Logger.getLogger(Preparations.class);

  private final StudyPreparer preparer;
  private final PictureSource source;
  private final LatencyBudget budget;
  private final Deadlines deadlines;
  private final Clock clock;
  private final EventCodec<StudyReady> codec = EventCodec.of(StudyReady.class);
  private final ExponentialBackoff backoff =
      new ExponentialBackoff(Duration.ofMillis(200), Duration.ofSeconds(5), 0.2);

  public Preparations(
      StudyPreparer preparer,
      PictureSource source,
      LatencyBudget budget,
      Deadlines deadlines,
      Clock clock) {
    this.preparer = preparer;
    this.source = source;
    this.budget = budget;
    this.deadlines = deadlines;
    this.clock = clock;
  }

  QueuedStudy begin(ConsumerRecord<byte[], byte[]> record) {
    try {
      StudyReady study = codec.decode(record.value());
      CompletableFuture<PreparedStudy> prepared = new CompletableFuture<>();
      if (deadlines.passed(QueuedStudy.priority(record), study.getReadyAt(), clock.instant())) {
        prepared.complete(tooLate(study)); // Not even fetched.
        return queued(record, study.getReadyAt(), prepared);
      }
      Thread.ofVirtual().name("prepare").start(() -> prepare(study, prepared));
      return queued(record, study.getReadyAt(), prepared);
    } catch (UnreadableEventException e) {
      Instant writtenAt = Instant.ofEpochMilli(record.timestamp());
      return queued(record, writtenAt, CompletableFuture.failedFuture(e));
    }
  }

  private QueuedStudy queued(
      ConsumerRecord<byte[], byte[]> record,
      Instant readyAt,
      CompletableFuture<PreparedStudy> prepared) {
    Instant due = budget.due(QueuedStudy.priority(record), readyAt);
    return new QueuedStudy(record, readyAt, due, prepared);
  }

  private void prepare(StudyReady study, CompletableFuture<PreparedStudy> result) {
    for (int tries = 1; !result.isDone(); tries++) {
      try {
        PreparedStudy prepared = preparer.prepare(study, source);
        if (!result.complete(prepared)) {
          prepared.release(); // Given up in the meantime.
        }
      } catch (StoreUnavailableException e) {
        LOG.debugf("study %s waits for the store", study.getStudyId());
        pause(tries, result);
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        result.cancel(false);
      } catch (RuntimeException | OutOfMemoryError | StackOverflowError e) {
        LOG.errorf(e, "study %s cannot be prepared", study.getStudyId());
        result.complete(failed(study));
      } catch (Error e) { // No study's fault, and nobody else would hear of it.
        result.completeExceptionally(e);
      }
    }
  }

  private static PreparedStudy tooLate(StudyReady study) {
    return new PreparedStudy.Silent(
        study,
        null,
        AbstentionReason.TOO_LATE,
        "its deadline had passed before a model could look at it",
        List.of());
  }

  private static PreparedStudy failed(StudyReady study) {
    return new PreparedStudy.Silent(
        study, null, AbstentionReason.MODEL_FAILED, "the study could not be prepared", List.of());
  }

  private void pause(int tries, CompletableFuture<PreparedStudy> result) {
    try {
      Thread.sleep(backoff.delay(tries, new Random()));
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      result.cancel(false);
    }
  }
}
