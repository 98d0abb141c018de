package org.vigil.worklist.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyState;

/** Read studies leave the topology's stores; nothing that no reader has seen is ever lost by it. */
class ReadRetentionTest {
  private static final Instant NOON = StudyEvents.NOON;
  private static final Duration DAY = Duration.ofDays(1);

  @TempDir Path state;
  private TopologyBench bench;

  @BeforeEach
  void start() {
    bench = new TopologyBench(state, NOON);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aReadStudyLeavesAfterItsTimeAndNotBefore() {
    ready("a", 1, NOON);
    verdict("a", 1);
    bench.pass(DAY.multipliedBy(29));
    assertEquals(StudyState.READ, bench.entry("a").orElseThrow().state());
    bench.pass(DAY.multipliedBy(2));
    assertTrue(bench.entry("a").isEmpty());
    assertEquals(0, bench.kept());
    assertEquals("1 left, 0 late, 0 returned", bench.counts().toString());
  }

  @Test
  void aStudyThatWaitsForAReaderNeverLeaves() {
    ready("waiting", 1, NOON);
    scored("scored", 1);
    ready("reopened", 1, NOON);
    verdict("reopened", 1);
    ready("reopened", 2, NOON);
    bench.pass(DAY.multipliedBy(3_000));
    assertEquals(3, bench.kept());
    assertEquals(StudyState.WAITING, bench.entry("reopened").orElseThrow().state());
  }

  @Test
  void whatIsSentAgainAfterItsStudyLeftChangesNothingAndIsCounted() {
    leave("a");
    int written = bench.written();
    ready("a", 1, NOON);
    scored("a", 1);
    verdict("a", 1);
    assertEquals(written, bench.written());
    assertEquals(0, bench.kept());
    assertEquals("1 left, 3 late, 0 returned", bench.counts().toString());
  }

  @Test
  void aNewRevisionOfAStudyThatLeftWaitsForAReader() {
    leave("a");
    ready("a", 2, NOON.plus(DAY.multipliedBy(40)));
    assertEquals(StudyState.WAITING, bench.entry("a").orElseThrow().state());
    assertTrue(
        bench.entry("a").orElseThrow().history().stream().anyMatch(e -> e.event().equals("left")));
    assertEquals("1 left, 0 late, 1 returned", bench.counts().toString());
    bench.pass(DAY.multipliedBy(100));
    assertEquals(1, bench.kept());
  }

  @Test
  void imagesThatComeUnderAnOldRevisionNumberAreNewAllTheSame() {
    leave("a");
    ready("a", 1, NOON.plus(DAY.multipliedBy(40))); // Whoever counts revisions had forgotten it.
    assertEquals(StudyState.WAITING, bench.entry("a").orElseThrow().state());
  }

  @Test
  void aVerdictThatOvertakesTheNewRevisionOfAStudyThatLeftWaitsForIt() {
    leave("a");
    verdict("a", 2);
    assertTrue(bench.entry("a").isEmpty());
    ready("a", 2, NOON);
    assertEquals(StudyState.READ, bench.entry("a").orElseThrow().state());
  }

  @Test
  void aStudyThatCameBackAndWasReadLeavesAgain() {
    leave("a");
    ready("a", 2, NOON.plus(DAY.multipliedBy(40)));
    verdict("a", 2);
    bench.pass(DAY.multipliedBy(41));
    ready("a", 2, NOON);
    scored("a", 1);
    assertEquals(0, bench.kept());
    assertEquals("2 left, 2 late, 1 returned", bench.counts().toString());
  }

  @Test
  void aVerdictWhoseStudyNeverCameLeavesWithoutAWord() {
    verdict("a", 1);
    bench.pass(DAY.multipliedBy(31));
    assertEquals(0, bench.kept());
    assertEquals(0, bench.drain(InternalTopics.ENTRIES).size());
  }

  @Test
  void thatAStudyWasHereIsForgottenInTheEnd() {
    leave("a");
    assertEquals(1, bench.remembered());
    bench.pass(DAY.multipliedBy(399));
    assertEquals(1, bench.remembered());
    bench.pass(DAY.multipliedBy(2));
    assertEquals(0, bench.remembered());
  }

  /** Everything is read again from the topics, as after the group's positions were lost. */
  @Test
  void aReplayOfEverythingAfterItWasForgottenEndsWithNothingOpen() {
    leave("a");
    bench.pass(DAY.multipliedBy(401));
    scored("a", 1);
    verdict("a", 1);
    assertEquals(StudyState.READ, bench.entry("a").orElseThrow().state());
    bench.pass(Duration.ofHours(1));
    assertEquals(0, bench.kept());
  }

  @Test
  void theLedgerCountsTheImagesOfStudiesThatLeft() {
    outcome("x", ImageState.ACCEPTED, 0);
    outcome("x", ImageState.SCORED, 5);
    leave("x");
    outcome("x", ImageState.ACCEPTED, 9);
    outcome("x", ImageState.SCORED, 5);
    assertEquals(new LedgerTotals(1, 0, 0, 0), bench.totals());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3})
  void aRoundThroughManyStudiesMissesNoneAndTakesNoneThatIsOpen(long seed) {
    Random random = new Random(seed);
    Set<String> read = new HashSet<>();
    for (int i = 0; i < 1_000; i++) {
      StudyEntry entry = StudyEntry.unknown(StudyEvents.id("s" + i));
      entry = entry.ready(StudyEvents.ready("s" + i, NOON), NOON);
      if (random.nextBoolean()) {
        read.add(entry.studyId());
        entry = entry.verdict(StudyEvents.verdict("s" + i, "Dr A", 1, NOON));
      }
      bench.shelve(TopologyBench.POLICY.place(entry));
    }
    bench.pass(DAY.multipliedBy(31));
    List<String> left = bench.drain(InternalTopics.ENTRIES).stream().map(kv -> kv.key).toList();
    assertEquals(read, Set.copyOf(left), () -> "seed " + seed);
    assertEquals(read.size(), left.size(), () -> "seed " + seed);
    assertEquals(1_000 - read.size(), bench.kept(), () -> "seed " + seed);
  }

  @Test
  void limitsThatContradictEachOtherEndTheStart() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new ReadRetention(DAY.multipliedBy(30), DAY.multipliedBy(29), DAY));
    assertThrows(IllegalArgumentException.class, () -> new ReadRetention(Duration.ZERO, DAY, DAY));
    assertThrows(IllegalArgumentException.class, () -> new ReadRetention(DAY, DAY, Duration.ZERO));
  }

  /** A study that was read, and left. */
  private void leave(String name) {
    ready(name, 1, NOON);
    scored(name, 1);
    verdict(name, 1);
    bench.pass(DAY.multipliedBy(31));
    assertTrue(bench.entry(name).isEmpty());
  }

  private void ready(String name, int revision, Instant at) {
    StudyReady event = StudyEvents.ready(name, revision, at, Priority.ROUTINE);
    bench.send(Topics.STUDIES_READY_ROUTINE, StudyEvents.id(name), event);
  }

  private void scored(String name, int revision) {
    bench.send(
        Topics.STUDIES_SCORED,
        StudyEvents.id(name),
        StudyEvents.scored(name, revision, NOON, 0.95));
  }

  private void verdict(String name, int revision) {
    Instant at = NOON.plusSeconds(60L).plus(DAY.multipliedBy(41L * (revision - 1)));
    bench.send(
        Topics.STUDIES_VERDICTS,
        StudyEvents.id(name),
        StudyEvents.verdict(name, "Dr A", revision, at));
  }

  private void outcome(String image, ImageState imageState, int seconds) {
    bench.send(
        Topics.STUDIES_LEDGER,
        StudyEvents.imageId(image),
        StudyEvents.outcome(image, imageState, NOON.plusSeconds(seconds)));
  }
}
