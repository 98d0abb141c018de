package org.vigil.inference.bench;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerGroupMetadata;
import org.apache.kafka.clients.consumer.ConsumerRebalanceListener;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.TopicPartition;

/**
 * Kafka's test consumer, fed from a queue, that waits in {@code poll} as a real one does instead of
 * returning at once. One partition of each topic.
 */
final class OfflineConsumer extends MockConsumer<byte[], byte[]> {
  /** Tells a poll that waits that it is woken up. */
  private static final ConsumerRecord<byte[], byte[]> NOTHING =
      new ConsumerRecord<>("nothing", 0, 0, null, null);

  private final BlockingQueue<ConsumerRecord<byte[], byte[]>> source;

  OfflineConsumer(BlockingQueue<ConsumerRecord<byte[], byte[]>> source) {
    super("earliest");
    this.source = source;
  }

  @Override
  public void subscribe(Collection<String> topics, ConsumerRebalanceListener listener) {
    super.subscribe(topics, listener);
    List<TopicPartition> partitions = topics.stream().map(t -> new TopicPartition(t, 0)).toList();
    rebalance(partitions);
    Map<TopicPartition, Long> beginnings = new HashMap<>();
    partitions.forEach(partition -> beginnings.put(partition, 0L));
    updateBeginningOffsets(beginnings);
    listener.onPartitionsAssigned(partitions);
  }

  /** Waits outside the lock that every other method takes. */
  @Override
  public ConsumerRecords<byte[], byte[]> poll(Duration timeout) {
    ConsumerRecords<byte[], byte[]> left = super.poll(Duration.ZERO); // Held back, or woken up.
    if (!left.isEmpty()) {
      return left;
    }
    await(timeout).stream().filter(record -> record != NOTHING).forEach(this::addRecord);
    return super.poll(Duration.ZERO);
  }

  private List<ConsumerRecord<byte[], byte[]>> await(Duration timeout) {
    List<ConsumerRecord<byte[], byte[]>> arrived = new ArrayList<>();
    try {
      ConsumerRecord<byte[], byte[]> first = source.poll(timeout.toMillis(), TimeUnit.MILLISECONDS);
      if (first != null) {
        arrived.add(first);
        source.drainTo(arrived);
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
    return arrived;
  }

  @Override
  public void wakeup() {
    super.wakeup();
    source.add(NOTHING);
  }

  @Override
  public ConsumerGroupMetadata groupMetadata() {
    return new ConsumerGroupMetadata("offline");
  }
}
