package org.vigil.local.bench;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.concurrent.CountDownLatch;
import java.util.function.BiConsumer;

/**
 * Listens to the worklist's server-sent events as a reader's page does, and says when a study
 * stands there with its model's word.
 */
final class WorklistEar implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final CountDownLatch listening = new CountDownLatch(1);
  private final BiConsumer<String, Instant> listed;
  private final Thread thread;
  private volatile boolean closed;
  private volatile String lost = "";

  /**
   * @param url the worklist's address
   * @param listed told a StudyId and when the worklist announced it; called on one thread
   */
  WorklistEar(String url, BiConsumer<String, Instant> listed) {
    this.listed = listed;
    URI events = URI.create(url + "/api/events");
    thread = Thread.ofPlatform().name("worklist-ear").daemon().start(() -> listen(events));
  }

  /** Returns when events come. */
  void awaitListening() throws InterruptedException {
    listening.await();
  }

  /** Why the events ended before they should have; empty while all is well. */
  String lost() {
    return lost;
  }

  private void listen(URI events) {
    HttpRequest request =
        HttpRequest.newBuilder(events).header("Accept", "text/event-stream").build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      read(new BufferedReader(new InputStreamReader(answer.body(), StandardCharsets.UTF_8)));
      lost = "the worklist ended its events";
    } catch (IOException | UncheckedIOException e) {
      lost = closed ? "" : e.toString();
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    } finally {
      listening.countDown();
    }
  }

  /** Lines of one event: {@code event: name}, {@code data: json}, an empty line. */
  private void read(BufferedReader lines) throws IOException {
    String name = "";
    for (String line = lines.readLine(); line != null; line = lines.readLine()) {
      listening.countDown();
      if (line.startsWith("event:")) {
        name = line.substring("event:".length()).strip();
      } else if (line.startsWith("data:") && name.equals("study")) {
        study(JSON.readTree(line.substring("data:".length())));
      }
    }
  }

  private void study(JsonNode item) {
    if (!item.path("state").asText().equals("waiting")) {
      listed.accept(item.path("studyId").asText(), Instant.now());
    }
  }

  @Override
  public void close() {
    closed = true;
    http.shutdownNow();
    thread.interrupt();
  }
}
