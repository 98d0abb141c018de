package org.vigil.schemas.topic;

import java.time.Duration;
import java.util.Map;

/** How long a topic keeps its records. */
public sealed interface Retention {

  /** Kafka's topic configuration for it. */
  Map<String, String> topicConfig();

  /** Records go after a time. */
  record Days(int days) implements Retention {
    @Override
    public Map<String, String> topicConfig() {
      return Map.of(
          "cleanup.policy",
          "delete",
          "retention.ms",
          Long.toString(Duration.ofDays(days).toMillis()));
    }
  }

  /** Records stay for ever. */
  record Forever() implements Retention {
    @Override
    public Map<String, String> topicConfig() {
      return Map.of("cleanup.policy", "delete", "retention.ms", "-1");
    }
  }

  /** The newest record of each key stays. */
  record Compacted() implements Retention {
    @Override
    public Map<String, String> topicConfig() {
      return Map.of("cleanup.policy", "compact");
    }
  }
}
