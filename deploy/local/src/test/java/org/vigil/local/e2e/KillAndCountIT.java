package org.vigil.local.e2e;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.fasterxml.jackson.databind.JsonNode;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.local.demo.SyntheticStudies;
import org.vigil.local.send.Shipment;
import org.vigil.local.stack.LocalStack;
import org.vigil.local.stack.Service;
import org.vigil.local.stack.StackListener;
import org.vigil.local.stack.StackPorts;
import org.vigil.local.stack.StackSettings;
import org.vigil.local.status.Ledger;
import org.vigil.local.web.IngestClient;
import org.vigil.local.web.WorklistClient;

/**
 * Every process is killed in turn while studies stream in. Afterwards each acknowledged study
 * stands on the worklist exactly once, with its model's word, and the ledger closes at zero. {@code
 * -Dvigil.kill.studies=N} sets the length.
 */
class KillAndCountIT {
  private static final int STUDIES = Integer.getInteger("vigil.kill.studies", 500);
  private static final List<String> VICTIMS =
      List.of(
          Service.INGEST.word(),
          Service.INFERENCE.word(),
          Service.WORKLIST.word(),
          LocalStack.BROKER,
          LocalStack.STORE,
          Service.TRAINING.word(),
          Service.RETRIEVAL.word());
  private static final Duration LIMIT = Duration.ofMinutes(6);

  @TempDir Path home;

  private final Set<String> acknowledged = ConcurrentHashMap.newKeySet();

  @Test
  void everyAcknowledgedStudyIsOnTheWorklistOnceAndTheLedgerCloses() throws Exception {
    Path root = Path.of(System.getProperty("vigil.root"));
    try (LocalStack stack =
        new LocalStack(StackSettings.of(root, home, StackPorts.free()), StackListener.silent())) {
      stack.start();
      Thread sender = Thread.ofPlatform().name("sender").start(() -> sendAll(stack));
      killInTurn(stack, sender);
      sender.join(LIMIT);
      assertEquals(STUDIES, acknowledged.size(), "the sender was given up");
      assertTrue(stack.awaitReady(LIMIT));
      WorklistClient worklist = new WorklistClient(stack.settings().ports().url(Service.WORKLIST));
      await().atMost(LIMIT).until(() -> isClosed(worklist));
      WorklistReader reader = new WorklistReader(stack);
      Map<String, Integer> listed = new HashMap<>();
      await()
          .atMost(LIMIT)
          .untilAsserted(
              () -> {
                listed.clear();
                listed.putAll(listed(reader));
                assertEquals(acknowledged, listed.keySet());
              });
      assertTrue(listed.values().stream().allMatch(times -> times == 1), listed::toString);
    }
  }

  private static boolean isClosed(WorklistClient worklist) throws InterruptedException {
    return worklist
        .ledger()
        .filter(ledger -> ledger.inFlight() == 0 && ledger.accepted() >= STUDIES)
        .map(Ledger::accepted)
        .isPresent();
  }

  private void killInTurn(LocalStack stack, Thread sender) throws InterruptedException {
    for (int i = 0; i < VICTIMS.size(); i++) {
      int after = STUDIES * (i + 1) / (VICTIMS.size() + 1);
      while (acknowledged.size() < after && sender.isAlive()) {
        sender.join(Duration.ofMillis(20));
      }
      stack.kill(VICTIMS.get(i));
    }
  }

  private void sendAll(LocalStack stack) {
    IngestClient ingest = new IngestClient(stack.settings().ports().url(Service.INGEST));
    SyntheticStudies studies = new SyntheticStudies(STUDIES, 20_261_121);
    try {
      while (studies.hasNext()) {
        sendUntilSafe(ingest, studies.next());
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }

  private void sendUntilSafe(IngestClient ingest, Shipment shipment) throws InterruptedException {
    while (true) {
      try {
        switch (ingest.post(shipment)) {
          case IngestClient.Answer.Taken taken -> {
            acknowledged.add(taken.studyId());
            return;
          }
          case IngestClient.Answer.Refused refused ->
              throw new IllegalStateException("refused: " + refused.why());
          case IngestClient.Answer.Later later -> Thread.sleep(Duration.ofMillis(200));
        }
      } catch (
          IOException e) { // The process was killed in mid-request: we know nothing, so we repeat.
        Thread.sleep(Duration.ofMillis(200));
      }
    }
  }

  /** How often each study stands on the worklist with its model's word. */
  private static Map<String, Integer> listed(WorklistReader worklist)
      throws IOException, InterruptedException {
    Map<String, Integer> times = new HashMap<>();
    for (JsonNode study : worklist.open()) {
      if (!study.get("state").asText().equals("waiting")) {
        times.merge(study.get("studyId").asText(), 1, Integer::sum);
      }
    }
    return times;
  }
}
