package org.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.hamcrest.Matchers.hasItem;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.restassured.RestAssured;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.inference.stack.BundleWord;
import org.vigil.inference.stack.InferenceProcess;
import org.vigil.inference.stack.TestBundles;
import org.vigil.inference.stack.TestStudies;
import org.vigil.inference.stack.TestTopics;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;

/** The packaged service on a real broker and store, under traffic and on its bad days. */
class TrafficIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int MAX_BATCH = 8;
  private static final int PICTURES = 12;

  @TempDir static Path folder;
  private static final EmbeddedStack STACK = new EmbeddedStack();
  private static InferenceProcess service;
  private static TestTopics topics;
  private static TestStudies studies;
  private static BundleRef first;
  private static BundleRef second;
  private static BundleWord word;

  private final List<NormalisedImage> radiographs =
      IntStream.range(0, PICTURES)
          .mapToObj(i -> studies.stored(ImageRole.FRONTAL, TestStudies.radiograph(i)))
          .toList();

  @BeforeAll
  static void start() {
    Map<String, String> configuration = STACK.start();
    topics = new TestTopics();
    studies = new TestStudies(EmbeddedStack.store());
    Path committed = TestBundles.committed("chest-xray");
    Path other =
        TestBundles.withTemperature(committed, "1.0.0-other", 3.7, folder.resolve("other"));
    first = TestBundles.store(EmbeddedStack.store(), committed);
    second = TestBundles.store(EmbeddedStack.store(), other);
    word = BundleWord.of(List.of(committed, other));
    topics.promote(first);
    service = new InferenceProcess(configuration, Path.of("target", "traffic-it.log"));
    service.start();
    awaitActive(first);
  }

  @AfterAll
  static void stop() {
    service.close();
    topics.close();
    word.close();
    STACK.stop();
  }

  @Test
  void whileBundlesAreSwappedEveryStudyIsScoredOnceByTheBundleThatItsEventNames() {
    List<StudyReady> sent = new ArrayList<>();
    for (BundleRef next : List.of(second, first, second, first)) {
      List<StudyReady> before = send(60, Priority.ROUTINE);
      topics.promote(next); // Those before it are still on their way.
      sent.addAll(before);
      sent.addAll(send(60, Priority.ROUTINE));
      awaitActive(next);
    }
    Map<String, StudyScored> results = resultsOf(sent);

    Map<String, Integer> byBundle = new HashMap<>();
    for (StudyReady study : sent) {
      Scored scored = assertInstanceOf(Scored.class, results.get(study.getStudyId()).getOutcome());
      byBundle.merge(scored.getBundle().getDigest(), 1, Integer::sum);
      byte[] picture = TestStudies.radiograph(radiographs.indexOf(study.getImages().get(0)));
      double own = word.on(scored.getBundle(), picture);
      assertEquals(
          own, scored.getFindings().get(0).getScore(), 1e-4, scored.getBundle()::getVersion);
    }
    assertEquals(Set.of(first.getDigest(), second.getDigest()), byBundle.keySet());
  }

  @Test
  void withoutAModelStudiesAreUnassessedAndScoredOnceThereIsOne() {
    NormalisedImage photo = studies.stored(ImageRole.DERMOSCOPIC, TestStudies.photograph(1));
    StudyReady early = TestStudies.study(StudyKind.SKIN, Priority.ROUTINE, photo);
    topics.ready(early);
    Abstained abstained =
        assertInstanceOf(
            Abstained.class, resultsOf(List.of(early)).get(early.getStudyId()).getOutcome());
    assertEquals("no-model", abstained.getReason());

    BundleRef skin = TestBundles.store(EmbeddedStack.store(), TestBundles.committed("skin-image"));
    topics.promote(skin);
    awaitActive(skin);
    StudyReady later = TestStudies.study(StudyKind.SKIN, Priority.ROUTINE, photo);
    topics.ready(later);
    Scored scored =
        assertInstanceOf(
            Scored.class, resultsOf(List.of(later)).get(later.getStudyId()).getOutcome());
    assertEquals(skin, scored.getBundle());
  }

  @Test
  void aStatStudyPassesABacklogOfRoutineOnes() {
    int before = TestTopics.scored().size();
    List<StudyReady> backlog = send(1_000, Priority.ROUTINE);
    await().atMost(LIMIT).until(() -> TestTopics.scored().size() > before);
    List<StudyReady> stat = send(3, Priority.STAT);

    Map<String, StudyScored> statResults = resultsOf(stat);
    Map<String, StudyScored> routineResults = resultsOf(backlog);
    for (StudyReady study : stat) {
      StudyScored result = statResults.get(study.getStudyId());
      long overtaking =
          routineResults.values().stream()
              .filter(r -> r.getScoredAt().isAfter(study.getReadyAt().plusMillis(50)))
              .filter(r -> r.getScoredAt().isBefore(result.getScoredAt()))
              .count();
      // The pass that ran, and those that ran while the study was fetched and decoded.
      assertTrue(overtaking <= 6 * MAX_BATCH, overtaking + " routine studies went first");
      long behind =
          routineResults.values().stream()
              .filter(r -> r.getScoredAt().isAfter(result.getScoredAt()))
              .count();
      assertTrue(behind > backlog.size() / 4, "only " + behind + " were still waiting");
    }
  }

  @Test
  void killedInTheMiddleOfBatchesItScoresEveryStudyOnce() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    List<StudyReady> sent = send(1_500, Priority.ROUTINE);
    sent.addAll(send(50, Priority.STAT));
    for (int kill = 1; kill <= 2; kill++) {
      long before = topics.written();
      int more = 1 + random.nextInt(120);
      await()
          .ignoreExceptions() // The broker may be slow to answer.
          .pollDelay(Duration.ZERO)
          .pollInterval(Duration.ofMillis(1))
          .atMost(LIMIT)
          .until(() -> topics.written() >= before + more);
      service.kill();
      Set<String> ids = ids(sent);
      long done = TestTopics.scored().stream().filter(r -> ids.contains(r.getStudyId())).count();
      assertTrue(done < sent.size(), "seed " + seed + ": killed when all was done");
      service.start();
    }
    Map<String, StudyScored> results = resultsOf(sent);
    results
        .values()
        .forEach(r -> assertInstanceOf(Scored.class, r.getOutcome(), () -> "seed " + seed));
  }

  private List<StudyReady> send(int count, Priority priority) {
    List<StudyReady> sent = new ArrayList<>();
    for (int i = 0; i < count; i++) {
      sent.add(TestStudies.chestXray(priority, radiographs.get(i % PICTURES)));
    }
    topics.ready(sent);
    return sent;
  }

  /** Waits until every study has a result, and fails if one has more than one. */
  private static Map<String, StudyScored> resultsOf(List<StudyReady> sent) {
    Set<String> ids = ids(sent);
    List<StudyScored> found = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofMillis(500)) // It reads the whole topic.
        .until(
            () -> {
              found.clear();
              TestTopics.scored().stream()
                  .filter(result -> ids.contains(result.getStudyId()))
                  .forEach(found::add);
              return found.stream().map(StudyScored::getStudyId).distinct().count() == ids.size();
            });
    assertEquals(ids.size(), found.size(), "some studies have more than one result");
    return found.stream().collect(Collectors.toMap(StudyScored::getStudyId, result -> result));
  }

  private static Set<String> ids(List<StudyReady> studies) {
    return studies.stream().map(StudyReady::getStudyId).collect(Collectors.toSet());
  }

  private static void awaitActive(BundleRef bundle) {
    await()
        .atMost(LIMIT)
        .untilAsserted(
            () ->
                RestAssured.get(service.url() + "/api/slots")
                    .then()
                    .statusCode(200)
                    .body("slots.active.digest", hasItem(bundle.getDigest())));
  }
}
