package org.vigil.inference.archive;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.inference.stack.InferenceProcess;
import org.vigil.inference.stack.TestBundles;
import org.vigil.inference.stack.TestStudies;
import org.vigil.inference.stack.TestTopics;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;

/** The packaged service embeds what was scored before a shadow came, killed on the way. */
class ArchiveIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final int STUDIES = 200;

  @TempDir static Path folder;
  private static final EmbeddedStack STACK = new EmbeddedStack();
  private static InferenceProcess service;
  private static TestTopics topics;
  private static TestStudies studies;
  private static BundleRef first;
  private static BundleRef later;

  @BeforeAll
  static void start() {
    Map<String, String> configuration = STACK.start();
    topics = new TestTopics();
    studies = new TestStudies(EmbeddedStack.store());
    Path committed = TestBundles.committed("chest-xray");
    Path other = TestBundles.withTemperature(committed, "later", 2, folder.resolve("later"));
    first = TestBundles.store(EmbeddedStack.store(), committed);
    later = TestBundles.store(EmbeddedStack.store(), other);
    topics.promote(first);
    service = new InferenceProcess(configuration, Path.of("target", "archive-it.log"));
    service.start();
  }

  @AfterAll
  static void stop() {
    service.close();
    topics.close();
    STACK.stop();
  }

  @Test
  void killedOnItsWayItEmbedsEveryStudyOfTheArchiveAndNoOther() {
    long seed = System.nanoTime();
    Random random = new Random(seed);
    Set<String> archive = scoreAll();
    topics.promote(first, later);
    for (int kill = 1; kill <= 2; kill++) {
      int more = TestTopics.embedded().size() + 1 + random.nextInt(STUDIES / 4);
      await()
          .atMost(LIMIT)
          .pollInterval(Duration.ofMillis(20))
          .until(() -> TestTopics.embedded().size() >= more);
      service.kill();
      assertTrue(embedded().size() < STUDIES, "seed " + seed + ": killed when all was done");
      service.start();
    }
    await().atMost(LIMIT).until(() -> embedded().containsAll(archive));
    assertEquals(archive, embedded(), () -> "seed " + seed);
    for (StudyScored event : TestTopics.embedded()) {
      assertEquals(later, event.getShadow().getBundle(), () -> "seed " + seed);
    }
  }

  private static Set<String> embedded() {
    return TestTopics.embedded().stream().map(StudyScored::getStudyId).collect(Collectors.toSet());
  }

  private static Set<String> scoreAll() {
    NormalisedImage image = studies.stored(ImageRole.FRONTAL, TestStudies.radiograph(1));
    List<StudyReady> sent = new ArrayList<>();
    for (int i = 0; i < STUDIES; i++) {
      sent.add(TestStudies.chestXray(Priority.ROUTINE, image));
    }
    topics.ready(sent);
    Set<String> ids = sent.stream().map(StudyReady::getStudyId).collect(Collectors.toSet());
    await()
        .atMost(LIMIT)
        .until(
            () ->
                TestTopics.scored().stream()
                    .map(StudyScored::getStudyId)
                    .collect(Collectors.toCollection(HashSet::new))
                    .containsAll(ids));
    return ids;
  }
}
