package org.vigil.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Optional;
import org.vigil.local.stack.StackException;
import org.vigil.local.status.Ledger;

/** Reads the worklist over HTTP (docs/DESIGN.md, section 7). Thread-safe. */
public final class WorklistClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
  private static final Duration REPLAY = Duration.ofMinutes(5);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;

  /**
   * @param url the service's address, without a trailing slash
   */
  public WorklistClient(String url) {
    this.url = url;
  }

  /** The ledger's totals; empty while the worklist does not answer. */
  public Optional<Ledger> ledger() throws InterruptedException {
    return get("/api/ledger").map(node -> JSON.convertValue(node, Ledger.class));
  }

  /** A study as the worklist shows it; empty while the worklist does not know it or is away. */
  public Optional<JsonNode> study(String studyId) throws InterruptedException {
    return get("/api/studies/" + studyId);
  }

  /**
   * What a bundle's scores as a shadow would have changed for those who waited.
   *
   * @throws StackException with the worklist's reason if it cannot tell
   */
  public JsonNode whatIf(String slot, String version, int days) throws InterruptedException {
    String question =
        "/api/what-if?slot=%s&bundle=%s&days=%d"
            .formatted(
                URLEncoder.encode(slot, StandardCharsets.UTF_8),
                URLEncoder.encode(version, StandardCharsets.UTF_8),
                days);
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + question)).timeout(REPLAY).GET().build();
    try {
      HttpResponse<String> answer = http.send(request, HttpResponse.BodyHandlers.ofString());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new StackException(
            body.path("title").asText("refused") + ": " + body.path("detail").asText());
      }
      return body;
    } catch (IOException e) {
      throw new StackException("the worklist does not answer: " + e, e);
    }
  }

  private Optional<JsonNode> get(String path) throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + path)).timeout(TIMEOUT).GET().build();
    try {
      var answer = http.send(request, HttpResponse.BodyHandlers.ofInputStream());
      try (InputStream body = answer.body()) {
        return answer.statusCode() == 200 ? Optional.of(JSON.readTree(body)) : Optional.empty();
      }
    } catch (IOException e) {
      return Optional.empty();
    }
  }
}
