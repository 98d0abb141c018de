package org.vigil.embedded.testing;

import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.opentest4j.TestAbortedException;
import org.vigil.embedded.EmbeddedServers;
import org.vigil.embedded.store.StoreMain;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.event.TopicPartitions;
import org.vigil.platform.event.TopicProvisioning;
import org.vigil.platform.store.ObjectStore;
import org.vigil.platform.store.S3ObjectStore;
import org.vigil.platform.store.StoreSettings;

/**
 * Gives a service's integration test a real broker and store with all topics and buckets:
 * {@code @QuarkusIntegrationTest @QuarkusTestResource(EmbeddedStack.class)}. With {@code
 * -Pcontainers} they run in containers.
 */
public final class EmbeddedStack implements QuarkusTestResourceLifecycleManager {
  private static volatile AutoCloseable running;
  private static volatile Map<String, String> reachedBy;

  /** How a test's own Kafka clients reach the broker. */
  public static KafkaSettings kafka() {
    String bootstrapServers = reachedBy.get("vigil.kafka.bootstrap-servers");
    return new KafkaSettings() {
      @Override
      public String bootstrapServers() {
        return bootstrapServers;
      }

      @Override
      public Map<String, String> client() {
        return Map.of();
      }
    };
  }

  /** The servers as processes that a test may kill; it is skipped where they are containers. */
  public static EmbeddedServers servers() {
    if (running instanceof EmbeddedServers servers) {
      return servers;
    }
    throw new TestAbortedException("containers are not killed: run it without -Pcontainers");
  }

  /** A store client for a test's own hands. */
  public static ObjectStore store() {
    return store(reachedBy);
  }

  /** The values of everything that is committed in a topic, partition by partition. */
  public static List<byte[]> committed(String topic) {
    Map<String, Object> properties = kafka().clientProperties();
    properties.put("isolation.level", "read_committed");
    List<byte[]> values = new ArrayList<>();
    try (var consumer =
        new KafkaConsumer<>(properties, new StringDeserializer(), new ByteArrayDeserializer())) {
      List<TopicPartition> partitions = TopicPartitions.of(consumer, topic);
      consumer.assign(partitions);
      consumer.seekToBeginning(partitions);
      Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
      while (ends.entrySet().stream().anyMatch(e -> consumer.position(e.getKey()) < e.getValue())) {
        consumer.poll(Duration.ofMillis(100)).forEach(r -> values.add(r.value()));
      }
    }
    return values;
  }

  @Override
  public Map<String, String> start() {
    try {
      // Without -Pcontainers the class's libraries are not there: it must not be touched.
      if (Boolean.getBoolean("vigil.containers")) {
        ContainerServers servers = ContainerServers.start();
        running = servers;
        reachedBy = provision(servers.configuration());
      } else {
        EmbeddedServers servers = EmbeddedServers.start(Files.createTempDirectory("vigil-it"));
        running = servers;
        reachedBy = provision(servers);
      }
      return reachedBy;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException(e);
    }
  }

  /** Creates topics and buckets; returns the configuration that reaches them. */
  public static Map<String, String> provision(EmbeddedServers servers) throws InterruptedException {
    return provision(configuration(servers));
  }

  private static Map<String, String> provision(Map<String, String> configuration)
      throws InterruptedException {
    String bootstrapServers = configuration.get("vigil.kafka.bootstrap-servers");
    try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers))) {
      TopicProvisioning.createMissing(admin);
    }
    store(configuration).createMissingBuckets();
    return configuration;
  }

  /** A store client for this configuration. */
  public static ObjectStore store(Map<String, String> configuration) {
    return S3ObjectStore.connect(
        new SmallRyeConfigBuilder()
            .withMapping(StoreSettings.class)
            .withDefaultValues(configuration)
            .build()
            .getConfigMapping(StoreSettings.class));
  }

  private static Map<String, String> configuration(EmbeddedServers servers) {
    Map<String, String> configuration = new HashMap<>();
    configuration.put("vigil.kafka.bootstrap-servers", servers.broker().bootstrapServers());
    configuration.put("vigil.store.endpoint", servers.store().endpoint().toString());
    configuration.put("vigil.store.access-key", StoreMain.ACCESS_KEY);
    configuration.put("vigil.store.secret-key", StoreMain.SECRET_KEY);
    return configuration;
  }

  @Override
  public void stop() {
    AutoCloseable servers = running;
    running = null;
    if (servers != null) {
      try {
        servers.close();
      } catch (Exception e) {
        throw new IllegalStateException("the test's servers did not stop", e);
      }
    }
  }
}
