package org.vigil.worklist.topology;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.streams.Topology;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.Record;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.EmbeddedServers;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.config.WorklistSettings;
import org.vigil.worklist.fixture.Sender;
import org.vigil.worklist.fixture.Settings;
import org.vigil.worklist.fixture.StudyEvents;

/** Threads that fail, on a real broker; what they throw is part of the test. */
@Timeout(180)
class StreamsRunnerIT {
  private static final Duration LIMIT = Duration.ofSeconds(60);

  @TempDir Path folder;
  private final AtomicInteger seen = new AtomicInteger();
  private EmbeddedServers servers;
  private Sender sender;

  @BeforeEach
  void start() throws InterruptedException {
    servers = EmbeddedServers.start(folder);
    EmbeddedStack.provision(servers);
    sender = new Sender(servers.broker().bootstrapServers());
    sender.send(
        Topics.STUDIES_SCORED, StudyEvents.id("a"), StudyEvents.scored("a", Instant.now(), 0.9));
  }

  @AfterEach
  void stop() {
    sender.close();
    servers.close();
  }

  @Test
  void theRecordThatAThreadFailedOnIsProcessedByTheNextThread() {
    try (StreamsRunner runner = run(2)) {
      await().dontCatchUncaughtExceptions().atMost(LIMIT).until(() -> seen.get() == 3);
      await().dontCatchUncaughtExceptions().atMost(LIMIT).until(runner::isRunning);
      assertFalse(runner.hasFailed());
    }
  }

  @Test
  void threadsThatAlwaysFailEndTheTopologyForGood() {
    try (StreamsRunner runner = run(Integer.MAX_VALUE)) {
      await().dontCatchUncaughtExceptions().atMost(LIMIT).until(runner::hasFailed);
      assertEquals(4, seen.get());
      assertFalse(runner.isRunning());
      assertTrue(runner.state().contains("ERROR"));
    }
  }

  /** A topology whose first so many tries of a record fail. */
  private StreamsRunner run(int failures) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("vigil.kafka.bootstrap-servers", servers.broker().bootstrapServers());
    configuration.put("vigil.worklist.state-dir", folder.resolve("state").toString());
    configuration.put("vigil.worklist.thread-failures.limit", "3");
    configuration.put("vigil.worklist.thread-failures.first-wait", "PT0.01S");
    configuration.put("vigil.worklist.thread-failures.longest-wait", "PT0.1S");
    var config = Settings.of(configuration);
    return StreamsRunner.start(
        failing(failures),
        config.getConfigMapping(KafkaSettings.class),
        config.getConfigMapping(WorklistSettings.class));
  }

  private Topology failing(int failures) {
    Processor<byte[], byte[], Void, Void> processor =
        new Processor<>() {
          @Override
          public void process(Record<byte[], byte[]> record) {
            if (seen.incrementAndGet() <= failures) {
              throw new IllegalStateException("a fault of ours");
            }
          }
        };
    return new Topology()
        .addSource(
            "scored",
            new ByteArrayDeserializer(),
            new ByteArrayDeserializer(),
            Topics.STUDIES_SCORED.name())
        .addProcessor("fail", () -> new Forwarding(processor), "scored");
  }

  /** Kafka Streams wants a processor of its own for every task. */
  private record Forwarding(Processor<byte[], byte[], Void, Void> to)
      implements Processor<byte[], byte[], Void, Void> {
    @Override
    public void process(Record<byte[], byte[]> record) {
      to.process(record);
    }
  }
}
