package org.vigil.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vigil.embedded.broker.BrokerMain;
import org.vigil.embedded.process.FreePorts;
import org.vigil.embedded.process.ReadyCheck;
import org.vigil.embedded.process.ServerProcess;

/** A one-node KRaft broker whose topics outlive it. Not thread-safe. */
public final class EmbeddedBroker implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(90);
  private static final List<String> JVM_FLAGS =
      List.of("-Xms64m", "-Xmx512m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final ServerLibraries libraries;
  private final Path data;
  private final Path log;
  private final int port;
  private ServerProcess process;

  private EmbeddedBroker(ServerLibraries libraries, Path data, Path log, int port) {
    this.libraries = libraries;
    this.data = data;
    this.log = log;
    this.port = port;
  }

  /** Starts a broker on a loopback port over a data folder, which is formatted when it is new. */
  public static EmbeddedBroker start(ServerLibraries libraries, Path data, Path log, int port) {
    EmbeddedBroker broker = new EmbeddedBroker(libraries, data, log, port);
    broker.restart();
    return broker;
  }

  /**
   * Starts the process again on the same data and port, after {@link #kill()} or {@link #close()}.
   */
  public void restart() {
    Path ready = data.resolve("ready");
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
    process =
        ServerProcess.start(
            "broker",
            ServerProcess.java(JVM_FLAGS, libraries.brokerClassPath(), arguments),
            log,
            ReadyCheck.fileExists(ready),
            START_LIMIT);
  }

  public String bootstrapServers() {
    return "127.0.0.1:" + port;
  }

  public ServerProcess process() {
    return process;
  }

  /** Ends the broker as a crash would. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
