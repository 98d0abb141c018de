package org.vigil.worklist.whatif;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jboss.logging.Logger;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;
import org.vigil.schemas.topic.Topics;

/**
 * Reads scores and verdicts of some time once more, in no consumer group. Thread-safe; a consumer
 * of its own for each reading.
 */
public final class PastEvents {
  private static final Logger LOG = Logger.getLogger(PastEvents.class);
  private static final Duration POLL = Duration.ofMillis(500);

  private final EventCodec<StudyScored> scored = EventCodec.of(StudyScored.class);
  private final EventCodec<VerdictGiven> verdicts = EventCodec.of(VerdictGiven.class);
  private final KafkaSettings kafka;
  private final Duration limit;
  private final Clock clock;

  /**
   * @param limit of one topic's reading
   */
  public PastEvents(KafkaSettings kafka, Duration limit, Clock clock) {
    this.kafka = kafka;
    this.limit = limit;
    this.clock = clock;
  }

  /**
   * Gives all events since then to the traffic: first the scores, then the verdicts.
   *
   * @throws BrokerUnavailableException if that takes longer than it may
   * @throws TooMuchTrafficException if there are too many studies
   */
  void read(Instant from, Traffic traffic) {
    try (KafkaConsumer<byte[], byte[]> consumer = consumer()) {
      read(
          consumer,
          Topics.STUDIES_SCORED.name(),
          from,
          value -> traffic.scored(scored.decode(value)));
      read(
          consumer,
          Topics.STUDIES_VERDICTS.name(),
          from,
          value -> traffic.verdict(verdicts.decode(value)));
    } catch (KafkaException e) {
      throw new BrokerUnavailableException(e);
    }
  }

  private void read(
      KafkaConsumer<byte[], byte[]> consumer,
      String topic,
      Instant from,
      java.util.function.Consumer<byte[]> action) {
    List<TopicPartition> partitions = TopicPartitions.of(consumer, topic);
    consumer.assign(partitions);
    Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
    begin(consumer, partitions, from, ends);
    Instant deadline = clock.instant().plus(limit);
    while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
      if (clock.instant().isAfter(deadline)) {
        throw new BrokerUnavailableException(
            new IllegalStateException("the past was not read within " + limit));
      }
      consumer.poll(POLL).forEach(event -> apply(event, action));
    }
  }

  private static void begin(
      KafkaConsumer<byte[], byte[]> consumer,
      List<TopicPartition> partitions,
      Instant from,
      Map<TopicPartition, Long> ends) {
    Map<TopicPartition, Long> times = new HashMap<>();
    partitions.forEach(partition -> times.put(partition, from.toEpochMilli()));
    Map<TopicPartition, OffsetAndTimestamp> first = consumer.offsetsForTimes(times);
    for (TopicPartition partition : partitions) {
      OffsetAndTimestamp at = first.get(partition);
      consumer.seek(partition, at == null ? ends.get(partition) : at.offset());
    }
  }

  private static void apply(
      ConsumerRecord<byte[], byte[]> event, java.util.function.Consumer<byte[]> action) {
    if (event.value() == null) {
      return;
    }
    try {
      action.accept(event.value());
    } catch (UnreadableEventException e) {
      LOG.warnf("%s-%d@%d is unreadable", event.topic(), event.partition(), event.offset());
    }
  }

  private KafkaConsumer<byte[], byte[]> consumer() {
    Map<String, Object> properties = kafka.clientProperties();
    properties.put("isolation.level", "read_committed");
    properties.put("enable.auto.commit", false);
    properties.put("allow.auto.create.topics", false);
    properties.put("default.api.timeout.ms", Math.toIntExact(limit.toMillis()));
    return new KafkaConsumer<>(
        properties, new ByteArrayDeserializer(), new ByteArrayDeserializer());
  }
}
