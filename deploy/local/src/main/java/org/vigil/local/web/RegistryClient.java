package org.vigil.local.web;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import org.vigil.local.stack.StackException;

/** Asks the registry of bundles over HTTP (docs/registry.md). Thread-safe. */
public final class RegistryClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;

  /**
   * @param url the training service's address, without a trailing slash
   */
  public RegistryClient(String url) {
    this.url = url;
  }

  /** All bundles and slots. */
  public JsonNode bundles() throws InterruptedException {
    return answer(HttpRequest.newBuilder(URI.create(url + "/api/bundles")));
  }

  /**
   * Takes a decision on a slot; answers with what the slot uses then.
   *
   * @param action {@code promote} or {@code rollback}
   * @throws StackException with the registry's reason if it refuses
   */
  public JsonNode decide(String slot, String action, Map<String, Object> wish)
      throws InterruptedException {
    return answer(
        HttpRequest.newBuilder(URI.create(url + "/api/slots/" + slot + "/" + action))
            .header("Content-Type", "application/json")
            .POST(BodyPublishers.ofString(JSON.valueToTree(wish).toString())));
  }

  private JsonNode answer(HttpRequest.Builder request) throws InterruptedException {
    try {
      HttpResponse<String> answer =
          http.send(request.timeout(TIMEOUT).build(), BodyHandlers.ofString());
      JsonNode body = JSON.readTree(answer.body());
      if (answer.statusCode() != 200) {
        throw new StackException(
            body.path("title").asText("refused") + ": " + body.path("detail").asText());
      }
      return body;
    } catch (IOException e) {
      throw new StackException("the registry does not answer: " + e, e);
    }
  }
}
