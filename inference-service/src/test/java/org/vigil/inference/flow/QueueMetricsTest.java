package org.vigil.inference.flow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.vigil.inference.batch.BatchRule;
import org.vigil.schemas.topic.Topics;

class QueueMetricsTest {
  private static final Instant NOW = Instant.parse("2026-01-01T12:00:00Z");

  private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
  private final QueueMetrics metrics = new QueueMetrics(registry, Clock.fixed(NOW, ZoneOffset.UTC));
  private final StudyQueue queue = new StudyQueue(new BatchRule(8));

  @Test
  void whereNobodyWaitsTheAgeIsNothing() {
    metrics.waiting(queue, Optional.empty());
    assertEquals(0, age("routine"));
  }

  @Test
  void theAgeIsThatOfTheOldestStudyInTheQueueOrOnTheDevice() {
    queue.add(readySince(Duration.ofSeconds(5), 0));
    queue.add(readySince(Duration.ofSeconds(7), 1));
    metrics.waiting(queue, Optional.empty());
    assertEquals(7, age("routine"));
    assertEquals(0, age("stat"));

    QueuedStudy onDevice = readySince(Duration.ofSeconds(9), 2);
    metrics.waiting(
        queue, Optional.of(new RunningBatch(List.of(onDevice), new CompletableFuture<>())));
    assertEquals(9, age("routine"));
  }

  private double age(String priority) {
    return registry
        .get("vigil_inference_queue_age_seconds")
        .tag("priority", priority)
        .timeGauge()
        .value(TimeUnit.SECONDS);
  }

  private static QueuedStudy readySince(Duration time, int partition) {
    return new QueuedStudy(
        new ConsumerRecord<>(
            Topics.STUDIES_READY_ROUTINE.name(), partition, 0, new byte[0], new byte[0]),
        NOW.minus(time),
        NOW,
        new CompletableFuture<>());
  }
}
