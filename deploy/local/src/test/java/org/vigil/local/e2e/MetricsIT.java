package org.vigil.local.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.vigil.local.demo.SyntheticStudies;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.web.IngestClient;

/** What the running services show on /q/metrics is what docs/metrics.md promises. */
@ExtendWith(SharedStack.class)
class MetricsIT {
  private static final Duration LIMIT = Duration.ofMinutes(2);
  private static final Pattern ROW =
      Pattern.compile("(?m)^\\| `(vigil_[a-z_]+)` \\| (\\w+) \\| ([a-z, ]*)\\|");
  private static final Pattern TYPE = Pattern.compile("(?m)^# TYPE (vigil_[a-z_]+) (\\w+)$");
  private static final Pattern SAMPLE =
      Pattern.compile("(?m)^(vigil_[a-z_]+?)(?:_bucket|_count|_sum)?(?:\\{([^}]*)\\})? \\S+$");
  private static final Pattern LABEL = Pattern.compile("([a-z_]+)=\"");

  /** Counted from their first event on, which no test here causes. */
  private static final Set<String> LATER =
      Set.of(
          "vigil_audit_lost_total",
          "vigil_audit_refused_total",
          "vigil_dicom_associations_total",
          "vigil_dicom_instances_total",
          "vigil_dicom_conflicts_total",
          "vigil_inference_archive_studies_total",
          "vigil_inference_explanations_total",
          "vigil_inference_shadow_findings_total",
          "vigil_inference_shadow_difference_ratio",
          "vigil_ingest_burned_in_text_total",
          "vigil_ingest_late_images_total",
          "vigil_ingest_quality_hints_total",
          "vigil_training_decisions_total",
          "vigil_training_live_agreement_ratio");

  private final HttpClient http = HttpClient.newHttpClient();

  @Test
  void everyMetricOfThePageIsThereAfterAStudyAndItsVerdictWithItsTypeAndLabels(LocalStack stack)
      throws Exception {
    String study = sendScoredStudy(stack);
    giveVerdict(stack, study);
    Map<String, String> expected = page();
    LATER.forEach(expected::remove);
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () -> {
              Map<String, String> shown = shown(stack);
              LATER.forEach(shown::remove);
              shown.keySet().removeIf(name -> name.endsWith("_max"));
              assertEquals(expected, shown);
            });
  }

  private static String sendScoredStudy(LocalStack stack) throws Exception {
    IngestClient ingest = new IngestClient(stack.settings().ports().url(Service.INGEST));
    SyntheticStudies studies = new SyntheticStudies(6, 15);
    WorklistReader worklist = new WorklistReader(stack);
    while (studies.hasNext()) {
      String id =
          assertInstanceOf(IngestClient.Answer.Taken.class, ingest.post(studies.next())).studyId();
      await().atMost(LIMIT).until(() -> state(worklist, id).matches("scored|abstained"));
      if (state(worklist, id).equals("scored")) {
        return id;
      }
    }
    throw new AssertionError("no study was scored");
  }

  private static String state(WorklistReader worklist, String id) {
    try {
      return worklist.json("/api/studies/" + id).path("state").asText();
    } catch (IOException e) {
      return "unknown as yet";
    } catch (InterruptedException e) {
      throw new AssertionError(e);
    }
  }

  private void giveVerdict(LocalStack stack, String study) throws Exception {
    String url = stack.settings().ports().url(Service.WORKLIST) + "/api/studies/" + study;
    JsonNode detail = new WorklistReader(stack).json("/api/studies/" + study);
    String finding = detail.findValue("scores").get(0).get("finding").asText();
    HttpRequest request =
        HttpRequest.newBuilder(URI.create(url + "/verdict"))
            .header("Content-Type", "application/json")
            .POST(
                BodyPublishers.ofString(
                    "{\"reader\":\"dr-e2e\",\"findings\":[{\"finding\":\"%s\",\"present\":true}]}"
                        .formatted(finding)))
            .build();
    assertEquals(201, http.send(request, BodyHandlers.ofString()).statusCode());
    similar(stack, study);
  }

  private void similar(LocalStack stack, String study) throws Exception {
    String url = stack.settings().ports().url(Service.RETRIEVAL);
    http.send(
        HttpRequest.newBuilder(URI.create(url + "/api/studies/" + study + "/similar?k=1")).build(),
        BodyHandlers.discarding());
  }

  private static Map<String, String> page() throws IOException {
    Path root = Path.of(System.getProperty("vigil.root"));
    Map<String, String> rows = new TreeMap<>();
    ROW.matcher(Files.readString(root.resolve("docs/metrics.md")))
        .results()
        .forEach(row -> rows.put(row.group(1), row.group(2) + " " + words(row.group(3))));
    return rows;
  }

  private static Set<String> words(String list) {
    Set<String> words = new TreeSet<>(Set.of(list.trim().split(", *")));
    words.remove("");
    return words;
  }

  /** Type and labels of what all services show together. */
  private Map<String, String> shown(LocalStack stack) throws Exception {
    Map<String, String> all = new TreeMap<>();
    for (Service service : Service.values()) {
      String url = stack.settings().ports().url(service) + "/q/metrics";
      String text =
          http.send(
                  HttpRequest.newBuilder(URI.create(url)).header("Accept", "text/plain").build(),
                  BodyHandlers.ofString())
              .body();
      Map<String, Set<String>> labels = labels(text);
      TYPE.matcher(text)
          .results()
          .forEach(
              type ->
                  all.put(
                      type.group(1),
                      type.group(2) + " " + labels.getOrDefault(type.group(1), Set.of())));
    }
    return all;
  }

  private static Map<String, Set<String>> labels(String text) {
    Map<String, Set<String>> labels = new TreeMap<>();
    Matcher samples = SAMPLE.matcher(text);
    while (samples.find()) {
      Set<String> names = labels.computeIfAbsent(samples.group(1), name -> new TreeSet<>());
      if (samples.group(2) != null) {
        LABEL.matcher(samples.group(2)).results().forEach(label -> names.add(label.group(1)));
      }
      names.removeAll(Set.of("le", "quantile")); // Of the format's own: buckets and summaries.
    }
    return labels;
  }
}
