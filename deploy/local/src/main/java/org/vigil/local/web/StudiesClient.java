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

/** Asks the worklist to keep or forget studies (docs/erasure.md). Thread-safe. */
public final class StudiesClient {
  private static final Duration TIMEOUT = Duration.ofSeconds(30);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http = HttpClient.newBuilder().connectTimeout(TIMEOUT).build();
  private final String url;

  /**
   * @param url the worklist's address, without a trailing slash
   */
  public StudiesClient(String url) {
    this.url = url;
  }

  /**
   * Changes something about a study.
   *
   * @param what the last part of the path, such as {@code hold}
   * @return the answer's body; an empty object where it has none
   * @throws StackException with the reason if it is refused
   */
  public JsonNode change(String method, String study, String what, Map<String, Object> body)
      throws InterruptedException {
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/api/studies/" + study + "/" + what))
            .header("Content-Type", "application/json")
            .timeout(TIMEOUT)
            .method(method, BodyPublishers.ofString(JSON.valueToTree(body).toString()))
            .build();
    try {
      HttpResponse<String> answer = http.send(request, BodyHandlers.ofString());
      JsonNode said =
          answer.body().isBlank() ? JSON.createObjectNode() : JSON.readTree(answer.body());
      if (answer.statusCode() / 100 != 2) {
        throw new StackException(
            said.path("title").asText("refused") + ": " + said.path("detail").asText());
      }
      return said;
    } catch (IOException e) {
      throw new StackException("the worklist does not answer: " + e, e);
    }
  }
}
