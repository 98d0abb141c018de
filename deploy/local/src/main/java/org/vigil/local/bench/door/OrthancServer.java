package org.vigil.local.bench.door;

import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.vigil.embedded.process.FreePorts;
import org.vigil.local.stack.StackException;

/**
 * Orthanc as Debian has it, over a folder of its own: SQLite, files synchronised as by default, no
 * password. STOW-RS where its DICOMweb plugin is.
 */
final class OrthancServer implements DoorServer {
  private static final Duration LIMIT = Duration.ofSeconds(60);
  private static final String PLUGIN = "libOrthancDicomWeb.so";

  private final Process process;
  private final int dicom;
  private final int http;
  private final boolean web;

  private OrthancServer(Process process, int dicom, int http, boolean web) {
    this.process = process;
    this.dicom = dicom;
    this.http = http;
    this.web = web;
  }

  /**
   * @param plugins folder in which the DICOMweb plugin is looked for
   */
  static OrthancServer start(Path folder, Path plugins) throws IOException, InterruptedException {
    Programs.require("Orthanc", "orthanc");
    int dicom = FreePorts.next();
    int http = FreePorts.next();
    boolean web = Files.exists(plugins.resolve(PLUGIN));
    Path storage = Files.createDirectories(folder.resolve("storage"));
    Path configuration =
        Files.writeString(
            folder.resolve("orthanc.json"),
            """
            {"StorageDirectory": "%1$s", "IndexDirectory": "%1$s", "HttpPort": %2$d,
             "DicomPort": %3$d, "DicomAet": "ORTHANC", "DicomCheckCalledAet": false,
             "RemoteAccessAllowed": false, "AuthenticationEnabled": false, "Plugins": [%4$s]}
            """
                .formatted(storage, http, dicom, web ? "\"" + plugins.resolve(PLUGIN) + "\"" : ""));
    Process process =
        Programs.start(folder.resolve("orthanc.log"), List.of("Orthanc", configuration.toString()));
    OrthancServer server = new OrthancServer(process, dicom, http, web);
    server.awaitReady(folder);
    return server;
  }

  private void awaitReady(Path folder) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(LIMIT);
    Path echo = folder.resolve("echo.log");
    List<String> ask = List.of("echoscu", "127.0.0.1", Integer.toString(dicom));
    while (Programs.start(echo, ask).waitFor() != 0) {
      if (!process.isAlive() || Instant.now().isAfter(deadline)) {
        close();
        throw new StackException("Orthanc does not start: " + folder.resolve("orthanc.log"));
      }
      Thread.sleep(200);
    }
  }

  @Override
  public String name() {
    return "Orthanc";
  }

  @Override
  public String title() {
    return "ORTHANC";
  }

  @Override
  public int port() {
    return dicom;
  }

  @Override
  public Optional<URI> studies() {
    return web
        ? Optional.of(URI.create("http://127.0.0.1:" + http + "/dicom-web/studies"))
        : Optional.empty();
  }

  @Override
  public Duration processorTime() {
    return process.info().totalCpuDuration().orElse(Duration.ZERO);
  }

  @Override
  public void close() {
    process.destroy();
    try {
      if (!process.waitFor(LIMIT.toSeconds(), TimeUnit.SECONDS)) {
        process.destroyForcibly();
      }
    } catch (InterruptedException e) {
      process.destroyForcibly();
      Thread.currentThread().interrupt();
    }
  }
}
