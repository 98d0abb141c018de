package org.vigil.embedded;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;
import org.vigil.embedded.process.LifeSign;
import org.vigil.embedded.process.ReadyCheck;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.process.ServerSpec;
import org.vigil.embedded.store.StoreMain;

/**
 * An S3-compatible store over a folder, or a real MinIO where one is named ({@link MinioBinary}).
 * Its objects outlive it. Not thread-safe.
 */
public final class EmbeddedStore extends EmbeddedServer {
  private static final Duration START_LIMIT = Duration.ofSeconds(60);
  private static final List<String> JVM_FLAGS =
      List.of("-Xms32m", "-Xmx256m", "-XX:+UseSerialGC", "-XX:TieredStopAtLevel=1");

  private final int port;

  private EmbeddedStore(ServerSpec spec, Path log, int port) {
    super(spec, log);
    this.port = port;
  }

  /** Starts a store on a loopback port over a folder. */
  public static EmbeddedStore start(ServerLibraries libraries, Path data, Path log, int port) {
    return new EmbeddedStore(spec(libraries, data, port), log, port);
  }

  /** How to start a store, for whoever watches over the process themselves. */
  public static ServerSpec spec(ServerLibraries libraries, Path data, int port) {
    Optional<MinioBinary> minio = MinioBinary.named();
    return new ServerSpec(
        "store",
        minio
            .<Supplier<List<String>>>map(
                real -> () -> real.command(made(MinioBinary.data(data)), port))
            .orElse(() -> command(libraries, made(data), port)),
        minio.isPresent() ? MinioBinary.environment() : Map.of(),
        ReadyCheck.portOpen(port),
        LifeSign.http(port),
        START_LIMIT);
  }

  private static List<String> command(ServerLibraries libraries, Path data, int port) {
    List<String> arguments =
        List.of(StoreMain.class.getName(), data.toString(), Integer.toString(port));
    return ServerProcess.java(JVM_FLAGS, libraries.storeClassPath(), arguments);
  }

  private static Path made(Path folder) {
    try {
      return Files.createDirectories(folder);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  public URI endpoint() {
    return URI.create("http://127.0.0.1:" + port);
  }
}
