package org.vigil.inference.config;

import java.net.URI;
import java.time.Duration;
import java.util.Map;
import java.util.Optional;
import org.vigil.platform.event.KafkaSettings;
import org.vigil.platform.store.StoreSettings;

/** Where broker and store are, for commands that run without the service around them. */
public final class CommandLineSettings {
  private static final String REGION = "us-east-1";
  private static final Duration TIMEOUT = Duration.ofSeconds(30);

  private CommandLineSettings() {}

  public static KafkaSettings kafka(String bootstrapServers) {
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

  /** With the credentials in {@code VIGIL_STORE_ACCESS_KEY} and {@code VIGIL_STORE_SECRET_KEY}. */
  public static StoreSettings store(URI endpoint) {
    return new StoreSettings() {
      @Override
      public URI endpoint() {
        return endpoint;
      }

      @Override
      public Optional<String> accessKey() {
        return Optional.ofNullable(System.getenv("VIGIL_STORE_ACCESS_KEY"));
      }

      @Override
      public Optional<String> secretKey() {
        return Optional.ofNullable(System.getenv("VIGIL_STORE_SECRET_KEY"));
      }

      @Override
      public String region() {
        return REGION;
      }

      @Override
      public Duration timeout() {
        return TIMEOUT;
      }
    };
  }
}
