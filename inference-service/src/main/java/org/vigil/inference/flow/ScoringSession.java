package org.vigil.inference.flow;

import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.vigil.inference.batch.Deadlines;
import org.vigil.inference.study.PreparedStudy.Scorable;
import org.vigil.inference.study.PreparedStudy.Silent;
import org.vigil.inference.study.StudyResult;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.reason.AbstentionReason;
import org.vigil.schemas.topic.Topics;

/**
 * One life of the stream: consume, prepare ahead, compute, publish in a transaction, until stopped
 * or until a client fails. After a failure the session is thrown away; a new one starts from the
 * committed offsets, and what was not committed is done again.
 *
 * <p>For one thread, which owns both clients. While a batch is on the device, the next is consumed
 * and prepared, and stays open: who goes is decided when the device is free.
 */
public final class ScoringSession implements AutoCloseable {
  public static final List<String> TOPICS =
      List.of(Topics.STUDIES_READY_STAT.name(), Topics.STUDIES_READY_ROUTINE.name());
  private static final Duration POLL = Duration.ofMillis(100);

  private final Consumer<byte[], byte[]> consumer;
  private final BatchPublisher publisher;
  private final Preparations preparations;
  private final ComputeThread compute;
  private final BatchScorer scorer;
  private final QueueMetrics metrics;
  private final DeviceDemand demand;
  private final AfterPublishing afterPublishing;
  private final Clock clock;
  private final Deadlines deadlines;
  private final int maxPrepared;
  private final StudyQueue queue;
  private RunningBatch running;
  private volatile boolean idle = true;
  private volatile boolean assigned;

  /**
   * @param maxPrepared most studies of each line that are held here
   */
  public ScoringSession(
      Consumer<byte[], byte[]> consumer,
      BatchPublisher publisher,
      FlowParts parts,
      int maxPrepared) {
    this.consumer = consumer;
    this.publisher = publisher;
    this.preparations = parts.preparations();
    this.compute = parts.compute();
    this.scorer = parts.scorer();
    this.metrics = parts.queueMetrics();
    this.demand = parts.demand();
    this.afterPublishing = parts.afterPublishing();
    this.clock = parts.clock();
    this.deadlines = parts.deadlines();
    this.maxPrepared = maxPrepared;
    this.queue = new StudyQueue(parts.rule());
    parts.lag().watch(consumer::metrics);
  }

  /** Fences off earlier sessions of this instance and joins the group. */
  public void start() {
    publisher.start();
    consumer.subscribe(TOPICS, new Rebalance());
  }

  /** Whether the group has given us partitions. */
  public boolean isAssigned() {
    return assigned;
  }

  /**
   * One turn: consume, hand over, publish.
   *
   * @throws org.apache.kafka.common.KafkaException if the session cannot go on
   */
  public void turn() {
    consume();
    throttle(Topics.STUDIES_READY_STAT.name(), queue.size(Priority.STAT));
    throttle(Topics.STUDIES_READY_ROUTINE.name(), queue.size(Priority.ROUTINE));
    metrics.waiting(queue, Optional.ofNullable(running));
    if (running == null) {
      handOver();
    } else if (running.isDone()) {
      RunningBatch done = running;
      handOver(); // The device works on while we publish.
      publish(done);
    }
    tellDemand();
  }

  private void tellDemand() {
    int held = queue.size(Priority.STAT) + queue.size(Priority.ROUTINE);
    demand.wantedBy(held + (running == null ? 0 : running.studies().size()));
  }

  private void consume() {
    try {
      consumer.poll(POLL).forEach(this::prepare);
    } catch (WakeupException e) {
      // The device is done, or has something to do; what else there is comes with the next poll.
    }
  }

  private void prepare(ConsumerRecord<byte[], byte[]> record) {
    QueuedStudy study = preparations.begin(record);
    queue.add(study);
    demand.wantedBy(1); // Nobody else gets the device before we know who is ready.
    study.prepared().whenComplete((prepared, failure) -> wakeUpIfIdle());
  }

  /** Called by those who prepare; while the device is busy there is no hurry. */
  private void wakeUpIfIdle() {
    if (idle) {
      consumer.wakeup();
    }
  }

  /** Idle before we look, so that whoever is prepared just after we looked wakes us up. */
  private void handOver() {
    idle = true;
    running = next();
    idle = running == null;
  }

  /**
   * Leaves in Kafka what we cannot hold. Each line has its own bound, so that a full routine line
   * never keeps a stat study out.
   */
  private void throttle(String topic, int waiting) {
    if (waiting >= maxPrepared) {
      consumer.pause(of(topic, consumer.assignment()));
    } else if (waiting <= maxPrepared / 2) {
      consumer.resume(of(topic, consumer.paused()));
    }
  }

  private static List<TopicPartition> of(String topic, Set<TopicPartition> partitions) {
    return partitions.stream().filter(p -> p.topic().equals(topic)).toList();
  }

  private RunningBatch next() {
    List<QueuedStudy> batch = queue.takeBatch(clock.instant());
    if (batch.isEmpty()) {
      return null;
    }
    List<StudyResult> silent = new ArrayList<>();
    List<Scorable> scorable = new ArrayList<>();
    for (QueuedStudy study : batch) {
      if (!study.isUnreadable()) {
        switch (study.prepared().join()) {
          case Scorable s when isTooLate(study, s) -> silent.add(tooLate(s));
          case Scorable s -> scorable.add(s);
          case Silent s -> silent.add(new StudyResult.Unanswered(s, s.reason(), s.detail()));
        }
      }
    }
    CompletableFuture<List<StudyResult>> results = results(scorable, silent);
    results.whenComplete((done, failure) -> consumer.wakeup());
    return new RunningBatch(batch, results);
  }

  /** Whether even a pass of its own would end after the study's deadline. */
  private boolean isTooLate(QueuedStudy study, Scorable scorable) {
    Duration pass = scorable.lease().shown().passCost().of(scorable.inputs().size());
    return deadlines.passed(study.priority(), study.readyAt(), clock.instant().plus(pass));
  }

  private static StudyResult tooLate(Scorable study) {
    return new StudyResult.Unanswered(
        study, AbstentionReason.TOO_LATE, "its score would have come after its deadline");
  }

  private CompletableFuture<List<StudyResult>> results(
      List<Scorable> scorable, List<StudyResult> silent) {
    if (scorable.isEmpty()) {
      return CompletableFuture.completedFuture(silent);
    }
    return compute.submit(
        () -> {
          List<StudyResult> results = new ArrayList<>(scorer.score(scorable));
          results.addAll(silent);
          return results;
        });
  }

  private void publish(RunningBatch batch) {
    try {
      publisher.publish(batch, consumer.groupMetadata());
      afterPublishing.published(batch.results().join());
    } finally {
      batch.release(); // Also after a failure: whoever does it again leases the models anew.
    }
  }

  /** Frees everything; what is not committed will be consumed again. */
  @Override
  public void close() {
    assigned = false;
    queue.clear();
    giveUpRunning();
    tellDemand();
    publisher.close();
    consumer.close();
  }

  private void giveUpRunning() {
    if (running != null) {
      running.release();
      running = null;
    }
  }

  /**
   * What we do when partitions come and go; called within a poll, when nothing is half published.
   */
  private final class Rebalance implements ConsumerRebalanceListener {
    @Override
    public void onPartitionsAssigned(Collection<TopicPartition> partitions) {
      assigned = true;
    }

    @Override
    public void onPartitionsRevoked(Collection<TopicPartition> partitions) {
      queue.drop(partitions);
      if (running != null && running.touches(partitions)) {
        // Whoever has the partitions now does it again; ours must not be published.
        consumeAgain(partitions);
        giveUpRunning();
      }
    }

    /** Partitions that we keep were part of the batch that is given up. */
    private void consumeAgain(Collection<TopicPartition> revoked) {
      Map<TopicPartition, Long> first = new HashMap<>(queue.firstOffsets());
      first.putAll(running.firstOffsets()); // Those on the device stood before those in the queue.
      queue.clear();
      first.keySet().removeAll(revoked);
      first.forEach(consumer::seek);
    }
  }
}
