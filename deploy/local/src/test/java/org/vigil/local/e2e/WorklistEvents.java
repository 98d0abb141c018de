package org.vigil.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.stream.Stream;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;

/** The {@code study} events of the worklist (server-sent), kept by StudyId in their order. */
final class WorklistEvents implements AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final Map<String, List<JsonNode>> byStudy = new ConcurrentHashMap<>();

  /** Returns when the worklist has answered: whatever happens from now on is heard. */
  WorklistEvents(LocalStack stack) throws IOException, InterruptedException {
    URI events = URI.create(stack.settings().ports().url(Service.WORKLIST) + "/api/events");
    HttpRequest request =
        HttpRequest.newBuilder(events).header("Accept", "text/event-stream").build();
    Stream<String> lines = http.send(request, BodyHandlers.ofLines()).body();
    Thread.ofVirtual().start(() -> read(lines));
  }

  /** What the events have said of a study so far, oldest first. */
  List<JsonNode> of(String studyId) {
    return byStudy.getOrDefault(studyId, List.of());
  }

  private void read(Stream<String> lines) {
    String[] name = {""};
    try (lines) {
      lines.forEach(
          line -> {
            if (line.startsWith("event:")) {
              name[0] = line.substring("event:".length()).strip();
            } else if (line.startsWith("data:") && name[0].equals("study")) {
              keep(line.substring("data:".length()));
            }
          });
    } catch (UncheckedIOException e) {
      // The test is over, or the worklist went away; then the test misses its events and says so.
    }
  }

  private void keep(String json) {
    try {
      JsonNode study = JSON.readTree(json);
      byStudy
          .computeIfAbsent(study.path("studyId").asText(), id -> new CopyOnWriteArrayList<>())
          .add(study);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
