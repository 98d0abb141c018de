package org.vigil.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.vigil.embedded.broker.BrokerMain;
import org.vigil.embedded.process.FreePorts;
import org.vigil.embedded.process.LifeSign;
import org.vigil.embedded.process.ReadyCheck;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.process.ServerSpec;

/** A one-node KRaft broker whose topics outlive it. Not thread-safe. */
public final class EmbeddedBroker extends EmbeddedServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final List<String> JVM_FLAGS =
      List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final int port;

  private EmbeddedBroker(ServerSpec spec, Path log, int port) {
    super(spec, log);
    this.port = port;
  }

  /** Starts a broker on a loopback port over a data folder, which is formatted when it is new. */
  public static EmbeddedBroker start(ServerLibraries libraries, Path data, Path log, int port) {
    return new EmbeddedBroker(spec(libraries, data, port), log, port);
  }

  /** How to start a broker, for whoever watches over the process themselves. */
  public static ServerSpec spec(ServerLibraries libraries, Path data, int port) {
    Path ready = data.resolve("ready");
    return new ServerSpec(
        "broker",
        () -> command(libraries, data, port, ready),
        Map.of(),
        ReadyCheck.fileExists(ready),
        LifeSign.kafka(port),
        START_LIMIT);
  }

  private static List<String> command(ServerLibraries libraries, Path data, int port, Path ready) {
    try {
      Files.createDirectories(data);
      Files.deleteIfExists(ready);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments =
        List.of(
            BrokerMain.class.getName(),
            data.toString(),
            Integer.toString(port),
            Integer.toString(FreePorts.next()),
            ready.toString());
    return ServerProcess.java(JVM_FLAGS, libraries.brokerClassPath(), arguments);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }
}
