package org.vigil.local.bench;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.topic.Topics;

/** Reads the scores as they are committed, for the times that inference wrote into them. */
final class ScoredEar implements AutoCloseable {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaConsumer<byte[], byte[]> consumer;
  private final EventCodec<StudyScored> codec = EventCodec.of(StudyScored.class);
  private final Thread thread;

  ScoredEar(String bootstrapServers, Consumer<StudyScored> scored) {
    consumer =
        new KafkaConsumer<>(
            Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed"),
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer());
    List<TopicPartition> partitions = TopicPartitions.of(consumer, Topics.STUDIES_SCORED.name());
    consumer.assign(partitions);
    consumer.seekToEnd(partitions);
    partitions.forEach(consumer::position); // The end is looked up now, not at the first poll.
    thread = Thread.ofPlatform().name("scored-ear").daemon().start(() -> listen(scored));
  }

  private void listen(Consumer<StudyScored> scored) {
    try (consumer) {
      while (true) {
        for (ConsumerRecord<byte[], byte[]> record : consumer.poll(POLL)) {
          scored.accept(codec.decode(record.value()));
        }
      }
    } catch (WakeupException e) {
      // Told to end.
    }
  }

  @Override
  public void close() throws InterruptedException {
    consumer.wakeup();
    thread.join();
  }
}
