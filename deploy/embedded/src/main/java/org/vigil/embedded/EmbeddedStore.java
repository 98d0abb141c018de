package org.vigil.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.vigil.embedded.process.ReadyCheck;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.store.StoreMain;

/** An S3-compatible store over a folder. Its objects outlive it. Not thread-safe. */
public final class EmbeddedStore implements AutoCloseable {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final List<String> JVM_FLAGS =
      List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final ServerLibraries libraries;
  private final Path data;
  private final Path log;
  private final int port;
  private ServerProcess process;

  private EmbeddedStore(ServerLibraries libraries, Path data, Path log, int port) {
    this.libraries = libraries;
    this.data = data;
    this.log = log;
    this.port = port;
  }

  /** Starts a store on a loopback port over a folder. */
  public static EmbeddedStore start(ServerLibraries libraries, Path data, Path log, int port) {
    EmbeddedStore store = new EmbeddedStore(libraries, data, log, port);
    store.restart();
    return store;
  }

  /**
   * Starts the process again on the same data and port, after {@link #kill()} or {@link #close()}.
   */
  public void restart() {
    try {
      Files.createDirectories(data);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
    List<String> arguments =
        List.of(StoreMain.class.getName(), data.toString(), Integer.toString(port));
    process =
        ServerProcess.start(
            "store",
            ServerProcess.java(JVM_FLAGS, libraries.storeClassPath(), arguments),
            log,
            ReadyCheck.portOpen(port),
            START_LIMIT);
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }

  public ServerProcess process() {
    return process;
  }

  /** Ends the store as a crash would. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
