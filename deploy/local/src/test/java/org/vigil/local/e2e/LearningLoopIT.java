package org.vigil.local.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;
import org.vigil.local.send.Attachment;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;
import org.vigil.local.web.IngestClient;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

/**
 * The whole loop on the whole stack: studies in, verdicts given and one taken back, a run that is
 * killed and goes on, a bundle through the gate into the shadow, the canary and the active place,
 * and the next study scored by it; then a worse bundle that the gate refuses, and a roll-back.
 */
class LearningLoopIT {
  private static final Duration LIMIT = Duration.ofMinutes(20);
  private static final int STUDIES = 120;
  private static final int AT_ONCE = 6; // Somebody else may want the machine.
  private static final String SLOT = "chest-xray";
  private static final String INSTALLED = "1.1.0";

  /** What so few studies can decide: bounds that need thousands would leave all undecided. */
  private static final Map<String, String> SMALL_HOSPITAL =
      Map.of(
          "vigil.training.pool.test-share", "0.3",
          "vigil.training.pool.validation-share", "0.2",
          "vigil.training.gate.minimum-positives", "5",
          "vigil.training.gate.minimum-negatives", "5",
          "vigil.training.gate.margin", "0.1",
          "vigil.training.gate.stratum-margin", "0.1",
          "vigil.training.gate.parts", "test",
          "vigil.training.gate.max-calibration-error", "0.5",
          "vigil.training.gate.max-latency-ratio", "50",
          "vigil.training.runs.checkpoint-steps", "2");

  private LocalStack stack;
  private TrainingClient training;
  private TrainingClient worklist;
  private IngestClient ingest;

  @Test
  void readersVerdictsBecomeTheNextModel() throws Exception {
    Path root = Path.of(System.getProperty("vigil.root"));
    StackSettings settings =
        StackSettings.of(root, home(), StackPorts.free())
            .withOverrides(Map.of(Service.TRAINING, SMALL_HOSPITAL));
    try (LocalStack running = new LocalStack(settings, StackListener.silent())) {
      stack = running;
      running.start();
      training = new TrainingClient(settings.ports().url(Service.TRAINING));
      worklist = new TrainingClient(settings.ports().url(Service.WORKLIST));
      ingest = new IngestClient(settings.ports().url(Service.INGEST));

      readEverything();
      takeBackAVerdict();
      JsonNode disturbed = end(runThroughCrashes());
      JsonNode undisturbed = end(ask("'epochs':6,'start':'parent','falseAbstention':0.2"));
      assertEquals("passed", disturbed.at("/state/gate").asText(), disturbed::toPrettyString);
      String version = disturbed.at("/state/version").asText();
      assertEquals(weights(version), weights(undisturbed.at("/state/version").asText()));

      promote(version);
      assertEquals(SLOT + "/" + version, scoredBy(send(1_000, true)));

      refuseAWorseBundle();
      assertEquals(200, decide("rollback", "'by':'ann','reason':'test'").status());
      awaitLoaded(INSTALLED);
      assertEquals(SLOT + "/" + INSTALLED, scoredBy(send(1_001, false)));
    }
  }

  /** Stays in {@code target} for whoever looks for the reason of a failure. */
  private static Path home() throws IOException {
    return Files.createTempDirectory(Files.createDirectories(Path.of("target/e2e")), "loop");
  }

  /** Sends studies and gives a verdict on each, as readers would. */
  private void readEverything() throws Exception {
    try (ExecutorService readers = Executors.newFixedThreadPool(AT_ONCE)) {
      List<Future<?>> read = new ArrayList<>();
      for (int i = 0; i < STUDIES; i++) {
        int number = i;
        read.add(readers.submit(() -> read(send(number, number % 2 == 0), number % 2 == 0)));
      }
      for (Future<?> one : read) {
        one.get();
      }
    }
    awaitCases(STUDIES);
  }

  private Void read(String study, boolean present) {
    String verdict =
        "{'reader':'dr-a','findings':[{'finding':'Pneumonia','present':%s}]}".formatted(present);
    until(() -> worklist.post("/api/studies/" + study + "/verdict", verdict).status() == 201);
    return null;
  }

  private void awaitCases(int count) {
    until(() -> training.get("/api/pool").body().path("cases").asInt() == count);
  }

  /** Of what a reader takes back the pool knows nothing any more. */
  private void takeBackAVerdict() throws Exception {
    String study = send(999, true);
    read(study, false);
    awaitCases(STUDIES + 1);
    String verdict = "/api/studies/" + study + "/verdict?reader=dr-a";
    assertEquals(200, worklist.delete(verdict).status());
    awaitCases(STUDIES);
  }

  /** A run during which the trainer and its service are killed, and then the broker. */
  private String runThroughCrashes() throws Exception {
    String run = ask("'epochs':6,'start':'parent','falseAbstention':0.2");
    until(() -> run(run).at("/position/step").asInt() > 4);
    stack.kill(Service.TRAINING.word()); // The trainer goes with it.
    until(() -> run(run).at("/position/step").asInt() > 8 || isOver(run(run)));
    stack.kill(LocalStack.BROKER);
    assertTrue(stack.awaitReady(LIMIT));
    return run;
  }

  private String ask(String recipe) throws Exception {
    TrainingClient.Answer answer =
        training.post(
            "/api/runs",
            "{'slot':'%s',%s,'batch':8,'patience':6,'seed':5,'by':'ann','reason':'test'}"
                .formatted(SLOT, recipe));
    assertEquals(202, answer.status(), answer.body()::toPrettyString);
    return answer.body().get("id").asText();
  }

  private JsonNode run(String id) throws IOException, InterruptedException {
    return training.get("/api/runs/" + id).body();
  }

  /** Anything but a run, such as a service's word that it is not ready, says nothing of its end. */
  private static boolean isOver(JsonNode run) {
    return List.of("succeeded", "failed", "cancelled").contains(run.at("/state/is").asText());
  }

  private JsonNode end(String id) throws Exception {
    until(() -> isOver(run(id)));
    JsonNode run = run(id);
    assertEquals("succeeded", run.at("/state/is").asText(), run::toPrettyString);
    return run;
  }

  private String weights(String version) throws Exception {
    String weights =
        training
            .get("/api/bundles/" + SLOT + "/" + version)
            .body()
            .at("/files/weights.safetensors")
            .asText();
    assertEquals(64, weights.length(), version);
    return weights;
  }

  /** Shadow, canary, active; what is out of turn is refused. */
  private void promote(String version) throws Exception {
    assertEquals(409, place(version, "'as':'active'").status());
    assertEquals(200, place(version, "'as':'shadow'").status());
    scoreInTheShadow(version);
    assertEquals(200, place(version, "'as':'canary','share':0.5").status());
    TrainingClient.Answer active = place(version, "'as':'active'");
    assertEquals(200, active.status(), active.body()::toPrettyString);
    assertTrue(active.body().get("reason").asText().contains("gate decision"));
    awaitLoaded(version);
  }

  /** What the shadow says is recorded, and tells what it would have changed for those who wait. */
  private void scoreInTheShadow(String version) {
    String question = "/api/what-if?slot=" + SLOT + "&bundle=" + version;
    AtomicInteger number = new AtomicInteger(900);
    until( // Until the shadow is loaded, studies are scored without it.
        () -> {
          scoredBy(send(number.getAndIncrement(), true));
          TrainingClient.Answer answer = worklist.get(question);
          return answer.status() == 200 && answer.body().path("studies").asInt() > 0;
        });
  }

  private TrainingClient.Answer place(String version, String as) throws Exception {
    return decide("promote", "'version':'%s',%s,'by':'bob','reason':'test'".formatted(version, as));
  }

  private TrainingClient.Answer decide(String what, String body) throws Exception {
    return training.post("/api/slots/" + SLOT + "/" + what, "{" + body + "}");
  }

  private void awaitLoaded(String version) {
    TrainingClient inference = new TrainingClient(stack.settings().ports().url(Service.INFERENCE));
    until(
        () -> {
          for (JsonNode slot : inference.get("/api/slots").body().path("slots")) {
            if (slot.path("slot").asText().equals(SLOT)) {
              return slot.at("/active/version").asText().equals(version);
            }
          }
          return false;
        });
  }

  /** A network that learnt nothing is no better than chance, and the gate says so. */
  private void refuseAWorseBundle() throws Exception {
    JsonNode worse = end(ask("'epochs':1,'start':'fresh','rate':0,'falseAbstention':0.2"));
    String version = worse.at("/state/version").asText();
    assertEquals("refused", worse.at("/state/gate").asText(), worse::toPrettyString);
    assertEquals(200, place(version, "'as':'shadow'").status());
    TrainingClient.Answer refused = place(version, "'as':'active'");
    assertEquals(409, refused.status());
    assertTrue(refused.body().get("detail").asText().contains("the gate says refused"));
    JsonNode decision =
        training.get("/api/bundles/" + SLOT + "/" + version + "/decisions").body().get(0);
    assertEquals("REFUSED", decision.get("outcome").asText());
    assertTrue(decision.get("checks").get(0).get("value").asDouble() < -0.1);
  }

  private String send(int number, boolean spot) throws IOException {
    Shipment shipment =
        new Shipment(
            "spot " + number,
            new SiteId("demo"),
            Optional.of(StudyKind.CHEST_XRAY),
            Priority.ROUTINE,
            Optional.empty(),
            Map.of(),
            List.of(Attachment.of(SpotPictures.png(number, spot), ImageRole.FRONTAL)));
    AtomicReference<String> study = new AtomicReference<>();
    until(
        () -> {
          if (ingest.post(shipment) instanceof IngestClient.Answer.Taken taken) {
            study.set(taken.studyId());
          }
          return study.get() != null;
        });
    return study.get();
  }

  /** Slot and version of the bundle whose scores a reader sees. */
  private String scoredBy(String study) throws Exception {
    until(
        () -> worklist.get("/api/studies/" + study).body().path("state").asText().equals("scored"));
    JsonNode bundle = worklist.get("/api/studies/" + study).body().path("bundle");
    return bundle.isTextual()
        ? bundle.asText()
        : bundle.path("slot").asText() + "/" + bundle.path("version").asText();
  }

  /** A service that was killed does not answer for a moment. */
  private static void until(Callable<Boolean> condition) {
    await()
        .atMost(LIMIT)
        .pollDelay(Duration.ZERO)
        .pollInterval(Duration.ofMillis(100))
        .ignoreExceptionsInstanceOf(IOException.class)
        .until(condition);
  }
}
