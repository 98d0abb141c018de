package org.vigil.local.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.Iterator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer.OrderAnnotation;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestInstance;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.demo.SyntheticStudies;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;
import org.vigil.local.web.IngestClient;
import org.vigil.local.web.IngestClient.Answer;
import org.vigil.schemas.id.SiteId;

/**
 * Bad days (docs/operations.md), each caused on a stack of this class's own: what was accepted has
 * its outcome afterwards, and the ledger closes. A killed broker, store or service is {@link
 * KillAndCountIT}'s.
 */
@TestInstance(TestInstance.Lifecycle.PER_CLASS)
@TestMethodOrder(OrderAnnotation.class)
class BadDaysIT {
  private static final Duration LIMIT = Duration.ofMinutes(4);
  private static final Path ROOT = Path.of(System.getProperty("vigil.root"));

  private static final String FLOOD = "flood";

  private final Iterator<Shipment> studies = new SyntheticStudies(80, 8);
  private final Set<String> taken = new LinkedHashSet<>();
  private Path folder;
  private SlowWire wire;
  private LocalStack stack;
  private WorklistReader worklist;

  @BeforeAll
  void startWithAWireBetweenServicesAndStore(@TempDir Path forThisClass) throws Exception {
    folder = forThisClass;
    StackSettings settings = patient(folder.resolve("first"));
    wire = new SlowWire(settings.ports().store());
    Map<String, String> byWire = Map.of("vigil.store.endpoint", wire.url());
    Map<String, String> ingest = new HashMap<>(byWire);
    ingest.put("vigil.ingest.quota.sites." + FLOOD, "0.1");
    ingest.put("vigil.ingest.quota.burst", "5");
    stack =
        new LocalStack(
            settings.withOverrides(Map.of(Service.INGEST, ingest, Service.INFERENCE, byWire)),
            StackListener.silent());
    stack.start();
    worklist = new WorklistReader(stack);
  }

  @AfterAll
  void stop() throws Exception {
    stack.close();
    wire.close();
  }

  @Test
  @Order(1)
  void recordsThatNobodyCanReadGoToTheDeadLettersAndHoldNobodyUp() throws Exception {
    PoisonPost poison = new PoisonPost(stack.settings().ports().bootstrapServers());
    poison.sendToEveryTopicOfStudies();
    sendUntilTaken(3);
    awaitOutcomes();
    await().atMost(LIMIT).until(() -> poison.missing().isEmpty());
  }

  @Test
  @Order(2)
  void aSlowWireToTheStoreCostsTimeAndNothingElse() throws Exception {
    wire.slow(Duration.ofMillis(150));
    sendUntilTaken(3);
    awaitOutcomes();
    wire.slow(Duration.ZERO);
  }

  @Test
  @Order(3)
  void aCutWireToTheStoreIsToldToTheSenderAndWhatWasTakenWaitsForIt() throws Exception {
    sendUntilTaken(2); // Perhaps not fetched by inference yet when the wire is cut.
    wire.cut();
    Shipment refused = studies.next();
    assertInstanceOf(Answer.Later.class, ingest().post(refused));
    wire.mend();
    send(refused);
    awaitOutcomes();
  }

  @Test
  @Order(4)
  void aSiteThatSendsFarMoreThanItsQuotaIsToldSoAndTheOthersAreTakenAtOnce() throws Exception {
    int later = 0;
    for (int i = 0; i < 20; i++) {
      switch (ingest().post(ofFlood(studies.next()))) {
        case Answer.Taken study -> taken.add(study.studyId());
        case Answer.Later wait -> later++;
        case Answer.Refused refused -> throw new AssertionError(refused);
      }
      if (i % 5 == 0) {
        Answer calm = ingest().post(studies.next());
        taken.add(assertInstanceOf(Answer.Taken.class, calm).studyId());
      }
    }
    assertTrue(later >= 10, "told to come later: " + later);
    awaitOutcomes();
  }

  @Test
  @Order(5)
  void aCopyRestoredIntoAnEmptyPlaceHasEveryStudyInItsOrderAndGoesOn() throws Exception {
    List<JsonNode> before = identity(worklist.open());
    JsonNode ledger = worklist.json("/api/ledger");
    stack.close();
    Path copy = folder.resolve("copy.tar");
    Path second = folder.resolve("second");
    run("deploy/bad-days/back-up", folder.resolve("first").toString(), copy.toString());
    run("deploy/bad-days/restore", copy.toString(), second.toString());
    stack = new LocalStack(patient(second), StackListener.silent());
    stack.start();
    worklist = new WorklistReader(stack);
    await().atMost(LIMIT).until(() -> worklist.json("/api/ledger").equals(ledger));
    assertEquals(before, identity(worklist.open()));
    sendUntilTaken(1);
    awaitOutcomes();
  }

  private static Shipment ofFlood(Shipment study) {
    return new Shipment(
        study.label(),
        new SiteId(FLOOD),
        study.kind(),
        study.priority(),
        study.key(),
        study.metadata(),
        study.images());
  }

  /** A start may take long on a machine that is busy with other tests. */
  private static StackSettings patient(Path home) {
    StackSettings usual = StackSettings.of(ROOT, home, StackPorts.free());
    return new StackSettings(
        usual.root(),
        usual.home(),
        usual.ports(),
        Duration.ofMinutes(10),
        usual.restarts(),
        usual.minFreeBytes(),
        usual.overrides());
  }

  private IngestClient ingest() {
    return new IngestClient(stack.settings().ports().url(Service.INGEST));
  }

  private void sendUntilTaken(int count) throws Exception {
    for (int i = 0; i < count; i++) {
      send(studies.next());
    }
  }

  /** As a careful sender does: again, until it is taken. */
  private void send(Shipment shipment) {
    await()
        .atMost(LIMIT)
        .ignoreException(java.io.IOException.class)
        .until(
            () -> {
              Answer answer = ingest().post(shipment);
              if (answer instanceof Answer.Taken study) {
                taken.add(study.studyId());
              }
              return answer instanceof Answer.Taken;
            });
  }

  /** Every study that was taken is listed once with its model's word, and nothing is in flight. */
  private void awaitOutcomes() {
    await()
        .atMost(LIMIT)
        .ignoreException(java.io.IOException.class)
        .untilAsserted(
            () -> {
              List<String> listed = new ArrayList<>();
              for (JsonNode study : worklist.open()) {
                listed.add(study.get("studyId").asText());
                assertTrue(study.get("state").asText().matches("scored|abstained"));
              }
              assertEquals(taken, Set.copyOf(listed));
              assertEquals(taken.size(), listed.size());
              assertEquals(0, worklist.json("/api/ledger").get("inFlight").asInt());
            });
  }

  /** What must be the same after a restart: who stands where, since when, and why. */
  private static List<JsonNode> identity(List<JsonNode> listed) {
    return listed.stream()
        .map(study -> study.<com.fasterxml.jackson.databind.node.ObjectNode>deepCopy())
        .<JsonNode>map(
            study ->
                study.retain("studyId", "position", "urgency", "receivedAt", "dueAt", "scores"))
        .toList();
  }

  private static void run(String script, String... arguments) throws Exception {
    List<String> command = new ArrayList<>(List.of(ROOT.resolve(script).toString()));
    command.addAll(List.of(arguments));
    Path said = Files.createTempFile("script", ".log");
    int status =
        new ProcessBuilder(command)
            .redirectErrorStream(true)
            .redirectOutput(said.toFile())
            .start()
            .waitFor();
    assertEquals(0, status, Files.readString(said));
  }
}
