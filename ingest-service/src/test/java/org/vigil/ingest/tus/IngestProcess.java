package org.vigil.ingest.tus;

import static org.awaitility.Awaitility.await;

import io.restassured.RestAssured;
import java.io.IOException;
import java.net.ServerSocket;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** The packaged service as a process that a test may kill and start again on the same port. */
final class IngestProcess {
  private static final Duration LIMIT = Duration.ofSeconds(180);

  private final Map<String, String> configuration;
  private final Path folder;
  private final int port;
  private Process process;

  IngestProcess(Map<String, String> configuration, Path folder) throws IOException {
    this.configuration = configuration;
    this.folder = folder;
    try (ServerSocket socket = new ServerSocket(0)) {
      this.port = socket.getLocalPort();
    }
  }

  String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Returns when it is ready. */
  void start() throws IOException {
    List<String> command =
        new ArrayList<>(List.of(System.getProperty("java.home") + "/bin/java", "-Xmx256m"));
    configuration.forEach((key, value) -> command.add("-D" + key + "=" + value));
    command.add("-Dquarkus.http.port=" + port);
    command.add("-Dvigil.ingest.state-dir=" + folder.resolve("state"));
    command.add("-Dvigil.ingest.tus.folder=" + folder.resolve("uploads"));
    command.add("-jar");
    command.add(
        Path.of(
                System.getProperty("vigil.root"),
                "ingest-service/target/quarkus-app/quarkus-run.jar")
            .toString());
    process =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(ProcessBuilder.Redirect.appendTo(folder.resolve("log").toFile()))
            .start();
    await()
        .atMost(LIMIT)
        .ignoreExceptions()
        .untilAsserted(() -> RestAssured.get(url() + "/q/health/ready").then().statusCode(200));
  }

  /** {@code kill -9}. */
  void kill() throws InterruptedException {
    process.destroyForcibly().waitFor();
  }
}
