package org.vigil.training.pool;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.Properties;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.common.errors.RetriableException;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.StoreQueryParameters;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.errors.InvalidStateStoreException;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler.StreamThreadExceptionResponse;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.QueryableStoreTypes;
import org.apache.kafka.streams.state.ReadOnlyKeyValueStore;
import org.jboss.logging.Logger;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.LabelledPool;
import org.vigil.training.feedback.PoolQuery;
import org.vigil.training.feedback.PoolUnavailableException;

/**
 * Runs the pool's topology in transactions and answers from its store. One instance holds the whole
 * pool, as one process holds the registry. Thread-safe.
 *
 * <p>A broker that does not answer is waited for; any other failure of the stream ends it, and the
 * service's liveness says so.
 */
public final class StreamsPool implements LabelledPool, AutoCloseable {
  private static final Logger LOG = Logger.getLogger(StreamsPool.class);
  private static final Duration CLOSE_LIMIT = Duration.ofSeconds(10);

  private final KafkaStreams streams;

  private StreamsPool(KafkaStreams streams) {
    this.streams = streams;
  }

  /** Starts; the topics must be there. */
  public static StreamsPool start(
      KafkaSettings kafka, PoolSettings settings, PoolListener listener) {
    KafkaStreams streams = new KafkaStreams(PoolTopology.of(listener), properties(kafka, settings));
    streams.setUncaughtExceptionHandler(StreamsPool::failed);
    streams.start();
    return new StreamsPool(streams);
  }

  private static Properties properties(KafkaSettings kafka, PoolSettings settings) {
    Properties properties = new Properties();
    properties.putAll(kafka.clientProperties());
    properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
    properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir().toAbsolutePath().toString());
    properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
    properties.put(StreamsConfig.COMMIT_INTERVAL_MS_CONFIG, settings.commitInterval().toMillis());
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
    int session = Math.toIntExact(settings.sessionTimeout().toMillis());
    properties.put(StreamsConfig.consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
    properties.put(
        StreamsConfig.consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 3);
    properties.putAll(settings.streams());
    return properties;
  }

  private static StreamThreadExceptionResponse failed(Throwable failure) {
    LOG.error("the pool's stream failed", failure);
    for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
      if (cause instanceof RetriableException) {
        return StreamThreadExceptionResponse.REPLACE_THREAD;
      }
    }
    return StreamThreadExceptionResponse.SHUTDOWN_CLIENT;
  }

  @Override
  public List<LabelledCase> find(PoolQuery query) {
    List<LabelledCase> found = new ArrayList<>();
    try (KeyValueIterator<String, byte[]> all = store().all()) {
      while (all.hasNext()) {
        LabelledCase labelled = Documents.read(all.next().value, LabelledCase.class);
        if (query.wants(labelled)) {
          found.add(labelled);
        }
      }
    } catch (InvalidStateStoreException e) {
      throw new PoolUnavailableException("the labelled pool is being moved", e);
    }
    found.sort(Comparator.comparing(LabelledCase::studyId));
    return found;
  }

  @Override
  public Optional<LabelledCase> find(String studyId) {
    return entry(studyId).filter(labelled -> !labelled.erased());
  }

  @Override
  public boolean isErased(String studyId) {
    return entry(studyId).filter(LabelledCase::erased).isPresent();
  }

  private Optional<LabelledCase> entry(String studyId) {
    try {
      return Optional.ofNullable(store().get(studyId))
          .map(bytes -> Documents.read(bytes, LabelledCase.class));
    } catch (InvalidStateStoreException e) {
      throw new PoolUnavailableException("the labelled pool is being moved", e);
    }
  }

  private ReadOnlyKeyValueStore<String, byte[]> store() {
    try {
      return streams.store(
          StoreQueryParameters.fromNameAndType(
              PoolTopology.CASES, QueryableStoreTypes.keyValueStore()));
    } catch (InvalidStateStoreException | IllegalStateException e) { // The last: it has failed.
      throw new PoolUnavailableException("the labelled pool is still being read", e);
    }
  }

  public boolean isRunning() {
    return streams.state() == KafkaStreams.State.RUNNING;
  }

  /** Whether only a restart of the service can help. */
  public boolean hasFailed() {
    return streams.state() == KafkaStreams.State.ERROR
        || streams.state() == KafkaStreams.State.PENDING_ERROR;
  }

  @Override
  public void close() {
    streams.close(CLOSE_LIMIT);
  }
}
