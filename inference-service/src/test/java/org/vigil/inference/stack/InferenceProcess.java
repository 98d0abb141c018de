package org.vigil.inference.stack;

import java.io.IOException;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.embedded.ServerLibraries;
import org.vigil.embedded.process.FreePorts;
import org.vigil.embedded.process.ServerProcess;
import org.vigil.embedded.process.ServerSpec;
import org.vigil.embedded.process.WatchedMain;

/** The packaged inference service in a process that a test may kill and start again. */
public final class InferenceProcess implements AutoCloseable {
  private static final Path JAR = Path.of("target", "quarkus-app", "quarkus-run.jar");
  private static final Duration START_LIMIT = Duration.ofMinutes(5);

  private final int port = FreePorts.next();
  private final Path log;
  private final Map<String, String> configuration;
  private ServerProcess process;

  /**
   * @param configuration that reaches broker and store
   */
  public InferenceProcess(Map<String, String> configuration, Path log) {
    this.log = log;
    this.configuration = new LinkedHashMap<>(configuration);
    this.configuration.put("quarkus.http.port", Integer.toString(port));
    this.configuration.put("vigil.inference.model-grace", "PT0S");
    this.configuration.put("quarkus.log.category.\"io.smallrye.health\".level", "WARN");
  }

  public String url() {
    return "http://127.0.0.1:" + port;
  }

  /** Returns when the service is ready. */
  public void start() {
    process =
        ServerProcess.start(
            new ServerSpec(
                "inference",
                this::command,
                Map.of("OMP_WAIT_POLICY", "passive"),
                this::isReady,
                this::isReady,
                START_LIMIT),
            log);
  }

  private List<String> command() {
    List<String> flags = new ArrayList<>(List.of("-Xmx512m", "-XX:+UseSerialGC"));
    flags.add("--enable-native-access=ALL-UNNAMED");
    flags.add("--add-opens=java.base/java.lang=ALL-UNNAMED"); // As the jar's manifest asks for.
    flags.add("-Dai.djl.offline=true");
    flags.add("-Dai.djl.pytorch.num_threads=1");
    configuration.forEach((key, value) -> flags.add("-D" + key + "=" + value));
    String classPath = ServerLibraries.ofCheckout().launcherClassPath() + ":" + JAR;
    return ServerProcess.java(
        flags,
        classPath,
        List.of(WatchedMain.class.getName(), "io.quarkus.bootstrap.runner.QuarkusEntryPoint"));
  }

  private boolean isReady() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection) URI.create(url() + "/q/health/ready").toURL().openConnection();
      connection.setReadTimeout(2_000);
      return connection.getResponseCode() == 200;
    } catch (IOException e) {
      return false;
    }
  }

  /** As a crash would. */
  public void kill() {
    process.kill();
  }

  @Override
  public void close() {
    process.close();
  }
}
