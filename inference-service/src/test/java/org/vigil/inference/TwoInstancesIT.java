package org.vigil.inference;

import static org.awaitility.Awaitility.await;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.vigil.embedded.testing.EmbeddedStack;
import org.vigil.inference.stack.InferenceProcess;
import org.vigil.inference.stack.TestBundles;
import org.vigil.inference.stack.TestStudies;
import org.vigil.inference.stack.TestTopics;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;

/**
 * Two instances share a few busy moments of a day, with real broker and store: studies come at
 * random times and in bursts, a tenth of them stat, and one instance is killed and stays away.
 */
class TwoInstancesIT {
  private static final Duration LIMIT = Duration.ofMinutes(5);
  private static final Duration TRAFFIC = Duration.ofSeconds(30);
  private static final double MEAN_GAP_MILLIS = 60;
  private static final int BURST = 30;

  /** Until the group gives the dead one's partitions away (session time-out), and to catch up. */
  private static final Duration STAT_BOUND = Duration.ofMinutes(1);

  private static final EmbeddedStack STACK = new EmbeddedStack();
  private static InferenceProcess survivor;
  private static InferenceProcess killed;
  private static TestTopics topics;
  private static List<NormalisedImage> pictures;

  @BeforeAll
  static void start() {
    Map<String, String> configuration = STACK.start();
    topics = new TestTopics();
    TestStudies studies = new TestStudies(EmbeddedStack.store());
    pictures =
        IntStream.range(0, 12)
            .mapToObj(i -> studies.stored(ImageRole.FRONTAL, TestStudies.radiograph(i)))
            .toList();
    topics.promote(TestBundles.store(EmbeddedStack.store(), TestBundles.committed("chest-xray")));
    survivor = instance(configuration, "first");
    killed = instance(configuration, "second");
  }

  private static InferenceProcess instance(Map<String, String> configuration, String name) {
    Map<String, String> own = new HashMap<>(configuration);
    own.put("vigil.inference.instance", name);
    own.put("vigil.inference.model-grace", "PT1M");
    InferenceProcess process =
        new InferenceProcess(own, Path.of("target", "two-instances-" + name + ".log"));
    process.start();
    return process;
  }

  @AfterAll
  static void stop() {
    killed.close();
    survivor.close();
    topics.close();
    STACK.stop();
  }

  @Test
  void afterOneIsKilledEveryStudyIsScoredOnceAndEveryStatStudyInTime() throws Exception {
    long seed = System.nanoTime();
    Set<String> sent = traffic(new Random(seed));
    List<StudyScored> results = resultsOf(sent);

    Map<Priority, Duration> longest = new HashMap<>();
    for (StudyScored result : results) {
      assertInstanceOf(Scored.class, result.getOutcome(), () -> "seed " + seed + ": " + result);
      Duration wait = Duration.between(result.getReadyAt(), result.getScoredAt());
      longest.merge(result.getPriority(), wait, (a, b) -> a.compareTo(b) > 0 ? a : b);
    }
    System.out.println(sent.size() + " studies, longest waits " + longest);
    Duration stat = longest.get(Priority.STAT);
    assertTrue(stat.compareTo(STAT_BOUND) <= 0, "seed " + seed + ": stat waited " + stat);
  }

  /** Sends for a while, and kills one instance in the middle. */
  private static Set<String> traffic(Random random) throws InterruptedException {
    Set<String> sent = new HashSet<>();
    Instant start = Instant.now();
    Instant half = start.plus(TRAFFIC.dividedBy(2));
    Instant due = start;
    boolean both = true;
    while (due.isBefore(start.plus(TRAFFIC))) {
      Thread.sleep(Math.max(0, Duration.between(Instant.now(), due).toMillis()));
      int count = random.nextInt(60) == 0 ? BURST : 1;
      for (int i = 0; i < count; i++) {
        sent.add(send(random));
      }
      if (both && Instant.now().isAfter(half)) {
        killed.kill();
        both = false;
      }
      due = due.plusNanos((long) (-Math.log(1 - random.nextDouble()) * MEAN_GAP_MILLIS * 1e6));
    }
    assertFalse(both, "nobody was killed");
    return sent;
  }

  private static String send(Random random) {
    Priority priority = random.nextInt(10) == 0 ? Priority.STAT : Priority.ROUTINE;
    NormalisedImage picture = pictures.get(random.nextInt(pictures.size()));
    StudyReady study = TestStudies.chestXray(priority, picture);
    topics.ready(study);
    return study.getStudyId();
  }

  /** Waits until every study has a result, and fails if one has more than one. */
  private static List<StudyScored> resultsOf(Set<String> sent) {
    List<StudyScored> found = new ArrayList<>();
    await()
        .atMost(LIMIT)
        .pollInterval(Duration.ofSeconds(1)) // It reads the whole topic.
        .until(
            () -> {
              found.clear();
              found.addAll(TestTopics.scored());
              return found.stream().map(StudyScored::getStudyId).distinct().count() == sent.size();
            });
    assertEquals(sent.size(), found.size(), "some studies have more than one result");
    assertTrue(found.stream().allMatch(result -> sent.contains(result.getStudyId())));
    return found;
  }
}
