package org.vigil.inference.flow;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletionException;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vigil.inference.study.ResultEvents;
import org.vigil.inference.study.StudyResult;
import org.vigil.platform.event.DeadLetters;
import org.vigil.schemas.event.StudyReady;

/**
 * Says what became of a batch: results, ledger entries, dead letters and consumed offsets in one
 * transaction. For one thread, which owns the producer.
 */
public final class BatchPublisher implements AutoCloseable {
  private static final String CONSUMER = "inference";
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(2);

  private final Producer<byte[], byte[]> producer;
  private final ResultEvents events;
  private final FlowMetrics metrics;

  public BatchPublisher(
      Producer<byte[], byte[]> producer, ResultEvents events, FlowMetrics metrics) {
    this.producer = producer;
    this.events = events;
    this.metrics = metrics;
  }

  /** Fences off whoever published under our name before, and ends what it left open. */
  void start() {
    producer.initTransactions();
  }

  /**
   * @param batch on which the device is done
   * @throws org.apache.kafka.common.KafkaException if nothing was committed, or nobody knows: start
   *     again from what is committed
   */
  void publish(RunningBatch batch, ConsumerGroupMetadata group) {
    long start = System.nanoTime();
    List<StudyResult> results = results(batch);
    producer.beginTransaction();
    sendInOrder(batch.studies(), results);
    producer.sendOffsetsToTransaction(batch.offsets(), group);
    producer.commitTransaction();
    metrics.published(results, Duration.ofNanos(System.nanoTime() - start));
    metrics.buried(batch.studies().size() - results.size());
  }

  /** In the order consumed: of two revisions of a study, the newer one has the last word. */
  private void sendInOrder(List<QueuedStudy> studies, List<StudyResult> results) {
    Map<StudyReady, StudyResult> byStudy = new IdentityHashMap<>();
    results.forEach(result -> byStudy.put(result.prepared().study(), result));
    for (QueuedStudy study : studies) {
      if (study.isUnreadable()) {
        producer.send(DeadLetters.of(study.record(), CONSUMER, "not a readable StudyReady"));
      } else {
        events
            .of(byStudy.get(study.prepared().join().study()))
            .forEach(record -> producer.send(withByteKey(record)));
      }
    }
  }

  private static List<StudyResult> results(RunningBatch batch) {
    try {
      return batch.results().join();
    } catch (CompletionException e) {
      if (e.getCause() instanceof Error error) {
        throw error; // Nothing that a new session could put right.
      }
      throw e;
    }
  }

  private static ProducerRecord<byte[], byte[]> withByteKey(ProducerRecord<String, byte[]> record) {
    return new ProducerRecord<>(
        record.topic(),
        null,
        record.key().getBytes(StandardCharsets.UTF_8),
        record.value(),
        record.headers());
  }

  @Override
  public void close() {
    producer.close(CLOSE_LIMIT);
  }
}
