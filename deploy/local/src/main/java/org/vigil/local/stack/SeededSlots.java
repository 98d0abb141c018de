package org.vigil.local.stack;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.InputStream;
import java.net.HttpURLConnection;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/**
 * The slots that the checkout has bundles for. A service is ready before the model that training
 * has just promoted is loaded; a study that comes in between would be left unassessed for want of a
 * model.
 */
final class SeededSlots {
  private static final int TIMEOUT_MILLIS = 2000;
  private static final long POLL_MILLIS = 100;
  private static final ObjectMapper JSON = new ObjectMapper();
  private static final JsonNode NOT_FOR_US = JSON.createObjectNode();

  private final StackSettings settings;

  SeededSlots(StackSettings settings) {
    this.settings = settings;
  }

  /**
   * Waits until inference has a model, or a trouble to report, for each of them. With sign-on on
   * inference does not tell us: nothing is waited for then.
   *
   * @return the slots that are known to have no model after that time
   */
  Set<String> awaitLoaded(Duration limit) throws IOException, InterruptedException {
    Instant deadline = Instant.now().plus(limit);
    Set<String> missing = slots();
    while (!missing.isEmpty() && Instant.now().isBefore(deadline)) {
      JsonNode answer = inference();
      for (JsonNode slot : answer.path("slots")) {
        if (slot.path("active").isObject()) {
          missing.remove(slot.path("slot").asText());
        }
      }
      if (answer == NOT_FOR_US) {
        return Set.of();
      }
      if (missing.stream().allMatch(answer.path("troubles")::has)) {
        break;
      }
      Thread.sleep(POLL_MILLIS);
    }
    return missing;
  }

  /** The folders under {@code bundles}, each of which training imports. */
  private Set<String> slots() throws IOException {
    Path bundles = settings.root().resolve("bundles");
    if (!Files.isDirectory(bundles)) {
      return new TreeSet<>();
    }
    try (Stream<Path> folders = Files.list(bundles)) {
      return folders
          .filter(Files::isDirectory)
          .map(folder -> folder.getFileName().toString())
          .collect(Collectors.toCollection(TreeSet::new));
    }
  }

  private JsonNode inference() {
    try {
      HttpURLConnection connection =
          (HttpURLConnection)
              URI.create(settings.ports().url(Service.INFERENCE) + "/api/slots")
                  .toURL()
                  .openConnection();
      connection.setConnectTimeout(TIMEOUT_MILLIS);
      connection.setReadTimeout(TIMEOUT_MILLIS);
      if (connection.getResponseCode() == HttpURLConnection.HTTP_UNAUTHORIZED) {
        return NOT_FOR_US;
      }
      try (InputStream in = connection.getInputStream()) {
        return JSON.readTree(in);
      }
    } catch (IOException e) { // It is asked again.
      return JSON.createObjectNode();
    }
  }
}
