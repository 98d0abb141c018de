package org.vigil.worklist.topology;

import java.time.Clock;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.Random;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.Topology;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.worklist.config.WorklistSettings;

/**
 * Runs the topology until it is closed or its threads fail for good ({@link ThreadFailures}).
 * Thread-safe.
 *
 * <p>Transactions (exactly-once-v2) make the ledger's totals exact through crashes; the short
 * commit interval and poll time keep what they cost in latency near 250 ms (decision record 0041).
 */
public final class StreamsRunner implements AutoCloseable {
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final KafkaStreams streams;
  private final ThreadFailures failures;

  private StreamsRunner(KafkaStreams streams, ThreadFailures failures) {
    this.streams = streams;
    this.failures = failures;
  }

  /** Starts; topics must be there. */
  public static StreamsRunner start(
      Topology topology, KafkaSettings kafka, WorklistSettings settings) {
    Properties properties = new Properties();
    properties.putAll(properties(kafka, settings));
    KafkaStreams streams = new KafkaStreams(topology, properties);
    ThreadFailures failures =
        new ThreadFailures(settings.threadFailures(), Clock.systemUTC(), new Random());
    streams.setUncaughtExceptionHandler(failures);
    streams.start();
    return new StreamsRunner(streams, failures);
  }

  static Map<String, Object> properties(KafkaSettings kafka, WorklistSettings settings) {
    Map<String, Object> properties = new HashMap<>(kafka.clientProperties());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toAbsolutePath().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    // A thread that polls an idle topic does not look at the commit interval meanwhile.
    properties.put(StreamsConfig.POLL_MS_CONFIG, 20L);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    int session = Math.toIntExact(settings.sessionTimeout().toMillis());
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 3);
    properties.putAll(settings.streams());
    return properties;
  }

  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** The clients' own metrics, consumers' and all. */
  public Map<MetricName, ? extends Metric> metrics() {
    return streams.metrics();
  }

  /** Kafka Streams' own word for its state. */
  public String state() {
    return streams.state().name();
  }

  /** Whether the topology will not run again without a restart of the service. */
  public boolean hasFailed() {
    return streams.state() == KafkaStreams.State.ERROR
        || streams.state() == KafkaStreams.State.PENDING_ERROR;
  }

  @Override
  public void close() {
    failures.close();
    streams.close(CLOSE_LIMIT);
  }
}
