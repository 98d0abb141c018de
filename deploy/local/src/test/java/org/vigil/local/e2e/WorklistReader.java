package org.vigil.local.e2e;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandler;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.List;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;

/** Reads the worklist over HTTP as a client of another make would: whole lists, raw JSON. */
final class WorklistReader {
  private static final ObjectMapper JSON = new ObjectMapper();

  private final HttpClient http =
      HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
  private final String url;

  WorklistReader(LocalStack stack) {
    this.url = stack.settings().ports().url(Service.WORKLIST);
  }

  /** Every open study in reading order, page by page. */
  List<JsonNode> open() throws IOException, InterruptedException {
    List<JsonNode> studies = new ArrayList<>();
    String after = "";
    do {
      JsonNode page = json("/api/worklist?limit=100" + (after.isEmpty() ? "" : "&after=" + after));
      page.get("studies").forEach(studies::add);
      after = page.path("next").isTextual() ? page.get("next").asText() : "";
    } while (!after.isEmpty());
    return studies;
  }

  /** A study's normalised picture, a PNG. */
  byte[] picture(String studyId, String imageId) throws IOException, InterruptedException {
    return get("/api/studies/" + studyId + "/images/" + imageId, BodyHandlers.ofByteArray());
  }

  JsonNode json(String path) throws IOException, InterruptedException {
    return JSON.readTree(get(path, BodyHandlers.ofString()));
  }

  private <T> T get(String path, BodyHandler<T> body) throws IOException, InterruptedException {
    HttpResponse<T> answer =
        http.send(HttpRequest.newBuilder(URI.create(url + path)).build(), body);
    if (answer.statusCode() != 200) {
      throw new IOException("HTTP " + answer.statusCode() + " for " + path);
    }
    return answer.body();
  }
}
