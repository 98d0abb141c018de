package org.vigil.inference.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Set;
import java.util.concurrent.CompletableFuture;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.vigil.inference.study.PreparedStudy;
import org.vigil.inference.study.PreparedStudy.Scorable;
import org.vigil.inference.study.PreparedStudy.Silent;
import org.vigil.inference.study.ResultEvents;
import org.vigil.inference.study.StudyResult;
import org.vigil.platform.event.DeadLetters;
import org.vigil.schemas.topic.Topics;

/**
 * One life of the stream: consume, prepare ahead, compute, publish in a transaction, until stopped
 * or until a client fails. After a failure the session is thrown away; a new one starts from the
 * committed offsets, and what was not committed is done again.
 *
 * <p>For one thread, which owns both clients. While a batch is on the device, the next is consumed
 * and prepared.
 */
final class ScoringSession implements AutoCloseable {
  private static final Duration IDLE_POLL = Duration.ofMillis(100);
  private static final Duration BUSY_POLL = Duration.ofMillis(2);
  private static final String CONSUMER = "inference";

  private final Consumer<byte[], byte[]> consumer;
  private final Producer<byte[], byte[]> producer;
  private final Preparations preparations;
  private final ComputeThread compute;
  private final BatchScorer scorer;
  private final ResultEvents events;
  private final FlowMetrics metrics;
  private final int maxBatch;
  private final int maxPrepared;
  private final StudyQueue queue = new StudyQueue();
  private RunningBatch running;
  private volatile boolean assigned;

  ScoringSession(
      Consumer<byte[], byte[]> consumer,
      Producer<byte[], byte[]> producer,
      FlowParts parts,
      int maxBatch,
      int maxPrepared) {
    this.consumer = consumer;
    this.producer = producer;
    this.preparations = parts.preparations();
    this.compute = parts.compute();
    this.scorer = parts.scorer();
    this.events = parts.events();
    this.metrics = parts.metrics();
    this.maxBatch = maxBatch;
    this.maxPrepared = maxPrepared;
  }

  void start() {
    producer.initTransactions();
    consumer.subscribe(
        List.of(Topics.STUDIES_READY_STAT.name(), Topics.STUDIES_READY_ROUTINE.name()),
        new Rebalance());
  }

  /** Whether the group has given us partitions. */
  boolean isAssigned() {
    return assigned;
  }

  /**
   * One turn: consume, hand over, publish.
   *
   * @throws org.apache.kafka.common.KafkaException if the session cannot go on
   */
  void turn() {
    boolean idle = running == null && queue.size() == 0;
    consumer.poll(idle ? IDLE_POLL : BUSY_POLL).forEach(r -> queue.add(preparations.begin(r)));
    metrics.queued(queue.size());
    throttle();
    if (running == null) {
      running = next();
    } else if (running.isDone()) {
      RunningBatch done = running;
      running = next(); // The device works on while we publish.
      publish(done);
    }
  }

  /** Leaves in Kafka what we cannot hold. */
  private void throttle() {
    throttle(Topics.STUDIES_READY_STAT.name(), queue.statSize());
    throttle(Topics.STUDIES_READY_ROUTINE.name(), queue.routineSize());
  }

  /** Each line has its own bound, so that a full routine line never keeps a stat study out. */
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
    List<QueuedStudy> batch = queue.takeBatch(maxBatch);
    if (batch.isEmpty()) {
      return null;
    }
    List<StudyResult> silent = new ArrayList<>();
    List<Scorable> scorable = new ArrayList<>();
    for (QueuedStudy study : batch) {
      if (!study.prepared().isCompletedExceptionally()) {
        switch (study.prepared().join()) {
          case Scorable s -> scorable.add(s);
          case Silent s -> silent.add(new StudyResult.Unanswered(s, s.reason(), s.detail()));
        }
      }
    }
    return new RunningBatch(batch, results(scorable, silent));
  }

  private CompletableFuture<List<StudyResult>> results(
      List<Scorable> scorable, List<StudyResult> silent) {
    if (scorable.isEmpty()) {
      return CompletableFuture.completedFuture(silent);
    }
    long submittedAt = System.nanoTime();
    return compute.submit(
        () -> {
          List<StudyResult> results = new ArrayList<>(scorer.score(scorable, submittedAt));
          results.addAll(silent);
          return results;
        });
  }

  private void publish(RunningBatch batch) {
    try {
      publishInTransaction(batch);
    } finally {
      release(batch); // Also after a failure: whoever does it again leases the models anew.
    }
  }

  private void publishInTransaction(RunningBatch batch) {
    long start = System.nanoTime();
    List<StudyResult> results = batch.results().join();
    producer.beginTransaction();
    for (StudyResult result : results) {
      events.of(result).forEach(record -> producer.send(withByteKey(record)));
    }
    for (QueuedStudy study : batch.studies()) {
      if (study.prepared().isCompletedExceptionally()) {
        producer.send(DeadLetters.of(study.record(), CONSUMER, "not a readable StudyReady"));
      }
    }
    producer.sendOffsetsToTransaction(batch.offsets(), consumer.groupMetadata());
    producer.commitTransaction();
    metrics.published(results, System.nanoTime() - start);
  }

  private static ProducerRecord<byte[], byte[]> withByteKey(ProducerRecord<String, byte[]> record) {
    return new ProducerRecord<>(
        record.topic(),
        null,
        record.key().getBytes(StandardCharsets.UTF_8),
        record.value(),
        record.headers());
  }

  /** Frees everything; what is not committed will be consumed again. */
  @Override
  public void close() {
    assigned = false;
    queue.clear();
    if (running != null) {
      release(running);
      running = null;
    }
    producer.close(Duration.ofSeconds(2));
    consumer.close();
  }

  private static void release(RunningBatch batch) {
    batch
        .results()
        .whenComplete(
            (results, failure) -> {
              for (QueuedStudy study : batch.studies()) {
                study.prepared().thenAccept(PreparedStudy::release);
              }
            });
  }

  /** What we do when partitions come and go. */
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
        release(running);
        running = null;
        seekBack(partitions);
      }
    }

    /**
     * Partitions that we keep were part of the batch that is given up: consume those studies again.
     */
    private void seekBack(Collection<TopicPartition> revoked) {
      queue.clear();
      consumer.assignment().stream()
          .filter(partition -> !revoked.contains(partition))
          .forEach(
              partition -> {
                var committed = consumer.committed(Set.of(partition)).get(partition);
                consumer.seek(partition, committed == null ? 0 : committed.offset());
              });
    }
  }
}
