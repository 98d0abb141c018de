package org.vigil.local.cli;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.Properties;
import org.vigil.local.stack.StackException;
import org.vigil.local.supervisor.StackState;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Which broker to read: the running stack's, or another. */
final class KafkaOptions {
  @Mixin private StackOptions stack;

  @Option(
      names = "--kafka",
      paramLabel = "HOST:PORT",
      description = "another broker than the running stack's")
  private Optional<String> bootstrapServers = Optional.empty();

  @Option(
      names = "--kafka-properties",
      paramLabel = "FILE",
      description = "further client properties, such as those of TLS")
  private Optional<Path> file = Optional.empty();

  /** The stack whose broker it is where no other is named. */
  StackOptions stack() {
    return stack;
  }

  Map<String, Object> client() throws IOException {
    Map<String, Object> client = new HashMap<>();
    if (file.isPresent()) {
      Properties properties = new Properties();
      try (InputStream in = Files.newInputStream(file.get())) {
        properties.load(in);
      }
      properties.stringPropertyNames().forEach(k -> client.put(k, properties.getProperty(k)));
    }
    client.put("bootstrap.servers", bootstrapServers.orElseGet(this::ofStack));
    return client;
  }

  private String ofStack() {
    return stack
        .stateFile()
        .readLive()
        .map(StackState::stackPorts)
        .map(ports -> ports.bootstrapServers())
        .orElseThrow(
            () -> new StackException("Vigil is not running; ./vigil up, or --kafka HOST:PORT."));
  }
}
