package org.vigil.platform.event;

import io.smallrye.config.ConfigMapping;
import io.smallrye.config.WithDefault;
import java.util.HashMap;
import java.util.Map;

/** Where Kafka is and how to speak to it. */
@ConfigMapping(prefix = "vigil.kafka")
public interface KafkaSettings {

  /** host:port, comma-separated. */
  @WithDefault("127.0.0.1:9092")
  String bootstrapServers();

  /** Further client properties by their Kafka names, such as {@code security.protocol}. */
  Map<String, String> client();

  /** Client properties to start any Kafka client from. */
  default Map<String, Object> clientProperties() {
    Map<String, Object> properties = new HashMap<>(client());
    properties.put("bootstrap.servers", bootstrapServers());
    return properties;
  }
}
