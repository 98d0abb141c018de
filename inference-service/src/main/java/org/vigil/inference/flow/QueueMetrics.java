package org.vigil.inference.flow;

import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.TimeGauge;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.EnumMap;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import java.util.stream.Stream;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.word.Words;

/**
 * Shows, for each priority, how many consumed studies are held and how long the oldest one that is
 * not yet scored waits since it was ready. The age grows by itself while nothing is scored, also
 * when the loop that reports here stands still. Thread-safe.
 */
public final class QueueMetrics {
  private final Clock clock;
  private final Map<Priority, AtomicInteger> held = new EnumMap<>(Priority.class);
  private final Map<Priority, AtomicReference<Optional<Instant>>> oldest =
      new EnumMap<>(Priority.class);

  public QueueMetrics(MeterRegistry registry, Clock clock) {
    this.clock = clock;
    for (Priority priority : Priority.values()) {
      Tags tags = Tags.of("priority", Words.of(priority));
      held.put(
          priority, registry.gauge("vigil_inference_queued_studies", tags, new AtomicInteger()));
      oldest.put(priority, new AtomicReference<>(Optional.empty()));
      TimeGauge.builder(
              "vigil_inference_queue_age_seconds", () -> age(priority), TimeUnit.MILLISECONDS)
          .tags(tags)
          .register(registry);
    }
  }

  private long age(Priority priority) {
    return oldest
        .get(priority)
        .get()
        .map(since -> Math.max(0, Duration.between(since, clock.instant()).toMillis()))
        .orElse(0L);
  }

  /** Takes note of who waits: in the queue and on the device. */
  void waiting(StudyQueue queue, Optional<RunningBatch> running) {
    for (Priority priority : Priority.values()) {
      held.get(priority).set(queue.size(priority));
      oldest
          .get(priority)
          .set(
              Stream.of(queue.oldest(priority), running.flatMap(batch -> batch.oldest(priority)))
                  .flatMap(Optional::stream)
                  .min(Comparator.naturalOrder()));
    }
  }
}
