package org.vigil.retrieval.embedding;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Supplier;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.UnitVector;

/**
 * Asks the inference service over HTTP (decision 0063): {@code POST /api/score?embedding=true}, in
 * the name of whoever asks (decision 0162). Thread-safe.
 */
public final class InferenceEmbedder implements PictureEmbedder, AutoCloseable {
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final URI endpoint;
  private final Duration timeLimit;
  private final HttpClient http;
  private final Supplier<Optional<String>> bearer;

  /**
   * @param bearer the token of whoever asks now
   */
  public InferenceEmbedder(URI inference, Duration timeLimit, Supplier<Optional<String>> bearer) {
    this.bearer = bearer;
    this.endpoint = inference.resolve("/api/score?embedding=true");
    this.timeLimit = timeLimit;
    this.http = HttpClient.newBuilder().connectTimeout(timeLimit).build();
  }

  @Override
  public EmbeddedPicture embed(Path picture, PictureWords words) throws InterruptedException {
    try {
      String boundary = "vigil-" + UUID.randomUUID();
      HttpRequest.Builder request =
          HttpRequest.newBuilder(endpoint)
              .timeout(timeLimit)
              .header("Content-Type", "multipart/form-data; boundary=" + boundary)
              .POST(form(boundary, picture, words));
      bearer.get().ifPresent(token -> request.header("Authorization", "Bearer " + token));
      return read(http.send(request.build(), HttpResponse.BodyHandlers.ofString()));
    } catch (IOException | IllegalArgumentException e) { // Away, or no words of ours.
      throw ProblemException.unavailable("The inference service does not answer.", RETRY_AFTER);
    }
  }

  private static BodyPublisher form(String boundary, Path picture, PictureWords words)
      throws JsonProcessingException, FileNotFoundException {
    String study =
        "--%s\r\nContent-Disposition: form-data; name=\"study\"\r\n".formatted(boundary)
            + "Content-Type: application/json\r\n\r\n"
            + JSON.writeValueAsString(words)
            + "\r\n--%s\r\nContent-Disposition: form-data; name=\"image\";".formatted(boundary)
            + " filename=\"image\"\r\nContent-Type: application/octet-stream\r\n\r\n";
    return BodyPublishers.concat(
        BodyPublishers.ofString(study),
        BodyPublishers.ofFile(picture),
        BodyPublishers.ofString("\r\n--" + boundary + "--\r\n", StandardCharsets.UTF_8));
  }

  private static EmbeddedPicture read(HttpResponse<String> response)
      throws JsonProcessingException {
    if (response.statusCode() >= 500) {
      throw ProblemException.unavailable("The inference service cannot answer now.", RETRY_AFTER);
    }
    JsonNode answer = JSON.readTree(response.body());
    if (response.statusCode() != 200) {
      throw refused(response.statusCode(), answer.path("detail").asText("It was refused."));
    }
    JsonNode embedding = answer.path("embedding");
    if (!embedding.isObject()) {
      JsonNode why = answer.path("abstention");
      throw refused(422, why.path("reason").asText() + ": " + why.path("detail").asText());
    }
    return new EmbeddedPicture(
        EmbeddingSpace.parse(embedding.path("space").asText()),
        UnitVector.of(JSON.treeToValue(embedding.path("vector"), float[].class)),
        reported(answer.path("scores")));
  }

  private static ProblemException refused(int status, String detail) {
    return new ProblemException(
        Problem.of(status, "not-embedded", "The picture was not embedded", detail).about("image"));
  }

  private static Set<String> reported(JsonNode scores) {
    Set<String> reported = new HashSet<>();
    for (JsonNode score : scores) {
      if (score.path("score").asDouble() >= score.path("threshold").asDouble()) {
        reported.add(score.path("finding").asText());
      }
    }
    return reported;
  }

  @Override
  public void close() {
    http.shutdownNow();
  }
}
