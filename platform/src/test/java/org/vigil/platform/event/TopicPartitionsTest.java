package org.vigil.platform.event;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.List;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.MockConsumer;
import org.apache.kafka.common.Node;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;
import org.junit.jupiter.api.Test;

class TopicPartitionsTest {
  private final MockConsumer<byte[], byte[]> consumer = new MockConsumer<>("earliest");

  @Test
  void allPartitionsOfAllTopicsAreFound() {
    knows("a", 2);
    knows("b", 1);

    assertEquals(
        List.of(new TopicPartition("a", 0), new TopicPartition("a", 1), new TopicPartition("b", 0)),
        TopicPartitions.of(consumer, "a", "b"));
  }

  @Test
  void aTopicThatTheBrokerDoesNotKnowYetIsNotTakenForAnEmptyOne() {
    knows("a", 2);
    consumer.updatePartitions("b", List.of());

    assertThrows(
        UnknownTopicOrPartitionException.class, () -> TopicPartitions.of(consumer, "a", "b"));
    assertThrows(
        UnknownTopicOrPartitionException.class, () -> TopicPartitions.of(consumer, "never-heard"));
  }

  private void knows(String topic, int partitions) {
    Node node = new Node(1, "localhost", 9092);
    consumer.updatePartitions(
        topic,
        IntStream.range(0, partitions)
            .mapToObj(p -> new PartitionInfo(topic, p, node, new Node[0], new Node[0]))
            .toList());
  }
}
