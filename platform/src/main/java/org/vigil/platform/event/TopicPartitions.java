package org.vigil.platform.event;

import java.util.Arrays;
import java.util.List;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/** The partitions that a follower of whole topics assigns to itself. */
public final class TopicPartitions {
  private TopicPartitions() {}

  /**
   * Asks the broker for all partitions of some topics. A broker may answer for a topic that was
   * created a moment ago as if it were not there: a follower that took this for "no partitions"
   * would read nothing for ever and believe to have read everything.
   *
   * @throws UnknownTopicOrPartitionException if one of them is not there (yet); ask again later
   */
  public static List<TopicPartition> of(Consumer<?, ?> consumer, String... topics) {
    return Arrays.stream(topics).flatMap(topic -> of(consumer, topic)).toList();
  }

  private static Stream<TopicPartition> of(Consumer<?, ?> consumer, String topic) {
    List<PartitionInfo> found = consumer.partitionsFor(topic);
    if (found == null || found.isEmpty()) {
      throw new UnknownTopicOrPartitionException("topic " + topic + " does not exist yet");
    }
    return found.stream().map(info -> new TopicPartition(topic, info.partition()));
  }
}
