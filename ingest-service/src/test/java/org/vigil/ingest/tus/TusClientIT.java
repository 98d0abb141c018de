package org.vigil.ingest.tus;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.notNullValue;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.restassured.RestAssured;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.ingest.decode.HostileFiles;
import org.vigil.schemas.id.ImageId;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.store.ObjectKeys;

/**
 * tus-js-client, as published, sends to the packaged service, which is killed meanwhile. Skipped
 * where Node or the client cannot be had.
 */
class TusClientIT {
  private static final Duration LIMIT = Duration.ofSeconds(180);
  private static final int CHUNK = 200_000;

  @TempDir static Path folder;
  private static EmbeddedStack stack;
  private static IngestProcess service;
  private static Path script;

  @BeforeAll
  static void start() throws Exception {
    script = TusScript.installed(folder.resolve("client"));
    stack = new EmbeddedStack();
    service = new IngestProcess(stack.start(), folder);
    service.start();
  }

  @AfterAll
  static void stop() throws Exception {
    if (service != null) {
      service.kill();
    }
    if (stack != null) {
      stack.stop();
    }
  }

  @Test
  void aPhotographArrivesWholeThoughTheServiceIsKilledTwice() throws Exception {
    byte[] photograph = HostileFiles.picture("png", 600, 600); // About a megabyte.
    try (Client client = new Client(photograph, 3)) {
      client.awaitLine("hold"); // Between parts.
      service.kill();
      service.start();
      client.release();
      client.awaitLine("accepted " + 3 * CHUNK);
      service.kill(); // With a part on its way, perhaps.
      service.start();
      client.awaitLine("done");
      assertStudyIsTaken(client.key(), photograph);
    }
  }

  private static void assertStudyIsTaken(String upload, byte[] photograph) {
    String body =
        """
        {"site": "st-olav", "kind": "skin", "images": [{"upload": "%s", "role": "clinical"}]}
        """
            .formatted(upload);
    for (boolean again : new boolean[] {false, true}) {
      RestAssured.given()
          .contentType("application/json")
          .body(body)
          .post(service.url() + "/api/studies")
          .then()
          .statusCode(202)
          .body("images[0].duplicate", equalTo(again))
          .body("images[0].role", equalTo("clinical"))
          .body("images[0].quality.measures.measure", notNullValue());
    }
    ImageId image = ImageId.of(Sha256.of(photograph));
    byte[] stored = EmbeddedStack.store().get(ObjectKeys.raw(new SiteId("st-olav"), image));
    assertEquals(Sha256.of(photograph), Sha256.of(stored));
  }

  @Test
  void anUploadThatIsTerminatedIsGone() throws Exception {
    try (Client client = new Client(HostileFiles.picture("png", 500, 500), 2, "terminate")) {
      client.awaitLine("hold");
      String key = client.key();
      client.release();
      client.release();
      client.awaitLine("terminated");
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () ->
                  RestAssured.given()
                      .header("Tus-Resumable", "1.0.0")
                      .head(service.url() + "/api/uploads/" + key)
                      .then()
                      .statusCode(404));
    }
  }

  /** The script under way. */
  private static final class Client implements AutoCloseable {
    private final Process process;
    private final BufferedReader lines;
    private final List<String> seen = new ArrayList<>();

    Client(byte[] photograph, int hold, String... more) throws IOException {
      Path file = Files.createTempFile(folder, "photograph", ".png");
      Files.write(file, photograph);
      List<String> command = new ArrayList<>(List.of("node", script.toString()));
      command.addAll(List.of(service.url() + "/api/uploads", file.toString()));
      command.addAll(List.of(Integer.toString(CHUNK), Integer.toString(hold)));
      command.addAll(List.of(more));
      process = new ProcessBuilder(command).redirectErrorStream(true).start();
      lines = process.inputReader(StandardCharsets.UTF_8);
    }

    void awaitLine(String wanted) throws IOException {
      for (String line = lines.readLine(); line != null; line = lines.readLine()) {
        seen.add(line);
        if (line.equals(wanted)) {
          return;
        }
      }
      throw new AssertionError("no '" + wanted + "' in " + seen);
    }

    /** Name of the upload. */
    String key() {
      String url = seen.stream().filter(line -> line.startsWith("url ")).findFirst().orElseThrow();
      return url.substring(url.lastIndexOf('/') + 1);
    }

    void release() throws IOException {
      OutputStream out = process.getOutputStream();
      out.write('\n');
      out.flush();
    }

    @Override
    public void close() {
      process.destroyForcibly();
    }
  }
}
