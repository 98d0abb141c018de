package org.vigil.inference.replay;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.topic.Topics;

/** Reads what was recorded, up to the end that the log has when it is asked. */
final class ScoredLog {
  private static final Duration POLL = Duration.ofMillis(500);

  private final KafkaSettings kafka;
  private final EventCodec<StudyScored> codec = EventCodec.of(StudyScored.class);

  ScoredLog(KafkaSettings kafka) {
    this.kafka = kafka;
  }

  /** What is done with each result. */
  interface Use {
    void result(StudyScored recorded) throws InterruptedException;
  }

  /**
   * Goes through committed results in the order of each partition.
   *
   * @param study only this study's; all where none is given
   * @param from results written before are passed over
   * @param until results written from then on are passed over
   */
  void forEach(Optional<String> study, Instant from, Instant until, Use use)
      throws InterruptedException {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = TopicPartitions.of(consumer, Topics.STUDIES_SCORED.name());
      consumer.assign(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      seek(consumer, partitions, from);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
          boolean wanted =
              study.map(id -> id.equals(record.key())).orElse(true)
                  && record.timestamp() < until.toEpochMilli()
                  && record.offset()
                      < ends.get(new TopicPartition(record.topic(), record.partition()));
          if (wanted) {
            use.result(codec.decode(record.value()));
          }
        }
      }
    }
  }

  private static void seek(
      KafkaConsumer<String, byte[]> consumer, List<TopicPartition> partitions, Instant from) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> starts = consumer.offsetsForTimes(times);
    List<TopicPartition> later = new ArrayList<>();
    starts.forEach(
        (partition, start) -> {
          if (start == null) {
            later.add(partition); // Nothing that late.
          } else {
            consumer.seek(partition, start.offset());
          }
        });
    if (!later.isEmpty()) {
      consumer.seekToEnd(later);
    }
  }
}
