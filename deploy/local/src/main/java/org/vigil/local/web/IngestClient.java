package org.vigil.local.web;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.stream.StreamSupport;
import org.vigil.local.send.Attachment;
import org.vigil.local.send.Shipment;
import org.vigil.schemas.word.Words;

/** Posts studies to the front door (docs/DESIGN.md, section 7). Thread-safe. */
public final class IngestClient {
  private static final Duration CONNECT_LIMIT = Duration.ofSeconds(5);
  private static final Duration ANSWER_LIMIT = Duration.ofMinutes(2);
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder()
          .version(HttpClient.Version.HTTP_1_1)
          .connectTimeout(CONNECT_LIMIT)
          .build();
  private final URI studies;

  /**
   * @param url the service's address, without a trailing slash
   */
  public IngestClient(String url) {
    this.studies = URI.create(url + "/api/studies");
  }

  /** What the front door says. */
  public sealed interface Answer {
    /** 202: the study is safe. */
    record Taken(String studyId, int images, boolean duplicate) implements Answer {}

    /** A 4xx: sending it again would not help. */
    record Refused(int status, String why) implements Answer {}

    /**
     * 503, 429 or another failure of the server's: send it again.
     *
     * @param after no sooner than this
     */
    record Later(String why, Duration after) implements Answer {}
  }

  /**
   * Sends a study once.
   *
   * @throws IOException if there is no answer
   */
  public Answer post(Shipment shipment) throws IOException, InterruptedException {
    Multipart form = new Multipart().json("study", study(shipment));
    for (Attachment image : shipment.images()) {
      String part = image.role().map(role -> "image." + Words.of(role)).orElse("image");
      // A file's own name may hold a patient's.
      form.file(part, "image", image.content().body());
    }
    HttpRequest request =
        HttpRequest.newBuilder(studies)
            .timeout(ANSWER_LIMIT)
            .header("Content-Type", form.contentType())
            .POST(form.body())
            .build();
    return answer(http.send(request, HttpResponse.BodyHandlers.ofString()));
  }

  private static String study(Shipment shipment) {
    ObjectNode study = JSON.createObjectNode();
    study.put("site", shipment.site().value());
    shipment.kind().ifPresent(kind -> study.put("kind", Words.of(kind)));
    study.put("priority", Words.of(shipment.priority()));
    shipment.key().ifPresent(key -> study.put("key", key));
    ObjectNode metadata = study.putObject("metadata");
    shipment.metadata().forEach(metadata::put);
    return study.toString();
  }

  private static Answer answer(HttpResponse<String> response) throws IOException {
    int status = response.statusCode();
    if (status == 202) {
      return taken(JSON.readTree(response.body()));
    }
    String why = why(response);
    boolean repeat = status == 429 || status >= 500;
    return repeat ? new Answer.Later(why, retryAfter(response)) : new Answer.Refused(status, why);
  }

  private static Answer taken(JsonNode body) {
    JsonNode images = body.path("images");
    boolean duplicate =
        StreamSupport.stream(images.spliterator(), false)
            .allMatch(image -> image.path("duplicate").asBoolean());
    return new Answer.Taken(body.path("studyId").asText(), images.size(), duplicate);
  }

  /**
   * The problem's title and detail (RFC 9457), or the status where there is no problem document.
   */
  private static String why(HttpResponse<String> response) {
    try {
      JsonNode problem = JSON.readTree(response.body());
      String title = problem.path("title").asText();
      String detail = problem.path("detail").asText();
      String words = title.isEmpty() || detail.isEmpty() ? title + detail : title + ": " + detail;
      return words.isEmpty() ? "HTTP " + response.statusCode() : words;
    } catch (JsonProcessingException e) {
      return "HTTP " + response.statusCode();
    }
  }

  /** Seconds; a date, which HTTP allows too, counts as none. */
  private static Duration retryAfter(HttpResponse<String> response) {
    return response
        .headers()
        .firstValue("Retry-After")
        .filter(value -> value.matches("\\d{1,6}"))
        .map(value -> Duration.ofSeconds(Long.parseLong(value)))
        .orElse(Duration.ZERO);
  }
}
