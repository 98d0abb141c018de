package org.vigil.ingest;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.vigil.embedded.process.FreePorts;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.process.ServerSpec;

/** The packaged service as a process that a test may kill and start again on the same data. */
final class IngestProcess implements AutoCloseable {
  private static final Path JAR =
      Path.of(
          System.getProperty("vigil.root"), "ingest-service/target/quarkus-app/quarkus-run.jar");

  private final ServerSpec spec;
  private final Path log;
  private ServerProcess process;

  private IngestProcess(ServerSpec spec, Path log) {
    this.spec = spec;
    this.log = log;
    this.process = ServerProcess.start(spec, log);
  }

  /**
   * Returns when it is ready.
   *
   * @param folder for its state and its log
   */
  static IngestProcess start(Path folder, Map<String, String> configuration) {
    int port = FreePorts.next();
    String java = Path.of(System.getProperty("java.home"), "bin", "java").toString();
    List<String> command =
        Stream.of(
                Stream.of(java, "-Xmx384m", "-XX:+ExitOnOutOfMemoryError"),
                configuration.entrySet().stream().map(e -> "-D" + e.getKey() + "=" + e.getValue()),
                Stream.of(
                    "-Dquarkus.http.port=" + port,
                    "-Dvigil.ingest.state-dir=" + folder.resolve("state"),
                    "-jar",
                    JAR.toString()))
            .flatMap(words -> words)
            .toList();
    ServerSpec spec =
        new ServerSpec(
            "ingest",
            () -> command,
            Map.of(),
            () -> isReady(port),
            () -> true,
            Duration.ofMinutes(5));
    return new IngestProcess(spec, folder.resolve("ingest.log"));
  }

  private static boolean isReady(int port) {
    URI health = URI.create("http://127.0.0.1:" + port + "/q/health/ready");
    try (HttpClient client = HttpClient.newHttpClient()) {
      return client
              .send(HttpRequest.newBuilder(health).build(), HttpResponse.BodyHandlers.discarding())
              .statusCode()
          == 200;
    } catch (IOException e) {
      return false;
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return false;
    }
  }

  /** Ends it as a crash would, and starts it again. */
  void killAndRestart() {
    process.kill();
    process = ServerProcess.start(spec, log);
  }

  @Override
  public void close() {
    process.kill();
  }
}
