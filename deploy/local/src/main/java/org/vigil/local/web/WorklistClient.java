package org.vigil.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.Optional;
import org.vigil.local.status.Ledger;

/** Reads the worklist over HTTP (docs/DESIGN.md, section 7). Thread-safe. */
public final class WorklistClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(10);
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
