package org.vigil.worklist.topology;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.HistoryEvent;
import org.vigil.worklist.study.Placement;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyState;
import org.vigil.worklist.study.Urgency;

class WorklistTopologyTest {
  private static final Instant NOON = StudyEvents.NOON;
  private static final Instant LATER = NOON.plusSeconds(3600);

  @TempDir Path state;
  private TopologyBench bench;

  @BeforeEach
  void start() {
    bench = new TopologyBench(state, LATER);
  }

  @AfterEach
  void stop() {
    bench.close();
  }

  @Test
  void aReadyStudyIsUnassessedUntilItIsScored() {
    ready("a", 1);
    assertEquals(Urgency.UNASSESSED, urgency("a"));
    assertEquals(StudyState.WAITING, entry("a").state());
    scored("a", 1, 0.95);
    assertEquals(Urgency.URGENT, urgency("a"));
    assertEquals(
        NOON.plus(TopologyBench.POLICY.maxWait(Urgency.URGENT)),
        entry("a").placement().orElseThrow().dueAt());
  }

  @Test
  void theSameEventTwiceSendsNothingOnTheSecondTime() {
    for (int i = 0; i < 2; i++) {
      ready("a", 1);
      scored("a", 1, 0.95);
      verdict("a", "Dr A", 1);
    }
    assertEquals(3, bench.written());
    assertEquals(1, entry("a").verdicts().size());
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 5, 8, 13, 21, 34})
  void inWhateverOrderEventsComeAndRepeatTheEntryIsTheSame(long seed) {
    List<Consumer<String>> events =
        List.of(
            name -> ready(name, 1),
            name -> ready(name, 2),
            name -> scored(name, 1, 0.95),
            name -> scored(name, 2, 0.1),
            name -> verdict(name, "Dr A", 1),
            name -> verdict(name, "Dr B", 2));
    Random random = new Random(seed);
    List<Consumer<String>> shuffled = new ArrayList<>(events);
    events.stream().filter(e -> random.nextBoolean()).forEach(shuffled::add);
    Collections.shuffle(shuffled, random);

    shuffled.forEach(event -> event.accept("shuffled"));
    events.forEach(event -> event.accept("ordered"));

    StudyEntry one = entry("shuffled");
    StudyEntry other = entry("ordered");
    assertEquals(other.state(), one.state(), () -> "seed " + seed);
    assertEquals(other.word().orElseThrow().revision(), one.word().orElseThrow().revision());
    assertEquals(other.placement(), one.placement(), () -> "seed " + seed);
    assertEquals(other.facts().orElseThrow().revision(), one.facts().orElseThrow().revision());
    assertEquals(2, one.verdicts().size());
  }

  @Test
  void aLaterRevisionKeepsTheScoreAndMarksIt() {
    ready("a", 1);
    scored("a", 1, 0.95);
    ready("a", 2);
    assertEquals(Urgency.URGENT, urgency("a"));
    assertTrue(entry("a").placement().orElseThrow().reason().contains("revision 2"));
    bench.send(Topics.STUDIES_SCORED, id("a"), StudyEvents.abstained("a", 2, NOON));
    assertEquals(Urgency.UNASSESSED, urgency("a"));
    assertEquals(StudyState.ABSTAINED, entry("a").state());
  }

  @Test
  void imagesThatComeAfterTheVerdictReopenTheStudy() {
    ready("a", 1);
    verdict("a", "Dr A", 1);
    assertEquals(StudyState.READ, entry("a").state());
    ready("a", 2);
    assertEquals(StudyState.WAITING, entry("a").state());
    verdict("a", "Dr A", 2);
    assertEquals(StudyState.READ, entry("a").state());
  }

  @Test
  void aVerdictThatIsTakenBackPutsTheStudyBackWhereItStood() {
    ready("a", 1);
    scored("a", 1, 0.95);
    Placement before = entry("a").placement().orElseThrow();
    verdict("a", "Dr A", 1);
    takeBack("a", "Dr A", NOON.plusSeconds(2));
    assertEquals(StudyState.SCORED, entry("a").state());
    assertEquals(before, entry("a").placement().orElseThrow());
    assertEquals("taken back by Dr A on revision 1", last(entry("a").history()).detail());
    bench.send(
        Topics.STUDIES_VERDICTS, id("a"), StudyEvents.verdict("a", "Dr A", 2, NOON.plusSeconds(3)));
    assertEquals(StudyState.READ, entry("a").state());
  }

  @Test
  void anotherReadersVerdictStandsWhenOneTakesHisBack() {
    ready("a", 1);
    verdict("a", "Dr A", 1);
    verdict("a", "Dr B", 1);
    takeBack("a", "Dr A", NOON.plusSeconds(2));
    assertEquals(StudyState.READ, entry("a").state());
    takeBack("a", "Dr B", NOON.plusSeconds(3));
    assertEquals(StudyState.WAITING, entry("a").state());
  }

  @Test
  void anErasedStudyLeavesAtOnceAndNothingBringsItBack() {
    ready("a", 1);
    scored("a", 1, 0.95);
    erased("a", ErasureScope.WITHDRAW_REUSE);
    assertTrue(bench.entry("a").isPresent());
    erased("a", ErasureScope.ERASE);
    assertTrue(bench.entry("a").isEmpty());
    ready("a", 2);
    scored("a", 2, 0.95);
    verdict("a", "Dr A", 2);
    assertTrue(bench.entry("a").isEmpty());
  }

  @Test
  void aStudyThatIsErasedBeforeItComesNeverComes() {
    erased("a", ErasureScope.ERASE);
    ready("a", 1);
    assertTrue(bench.entry("a").isEmpty());
  }

  private void erased(String name, ErasureScope scope) {
    bench.send(
        Topics.STUDIES_ERASED,
        id(name),
        StudyErased.newBuilder()
            .setStudyId(id(name))
            .setScope(scope)
            .setReason("patient-request")
            .setBy("patient")
            .setAt(LATER)
            .build());
  }

  @Test
  void aVerdictThatComesBeforeItsStudyWaitsForIt() {
    verdict("a", "Dr A", 1);
    assertTrue(bench.entry("a").isEmpty());
    ready("a", 1);
    assertEquals(StudyState.READ, entry("a").state());
  }

  @Test
  void theSendersStatStaysThroughRevisionsAndScores() {
    bench.send(Topics.STUDIES_READY_STAT, id("a"), StudyEvents.ready("a", 1, NOON, Priority.STAT));
    scored("a", 1, 0.01);
    ready("a", 2);
    assertEquals(Urgency.STAT, urgency("a"));
  }

  @Test
  void aClockThatIsAheadDoesNotPutAStudyInTheFuture() {
    bench.send(
        Topics.STUDIES_READY_ROUTINE, id("a"), StudyEvents.ready("a", LATER.plusSeconds(86_400)));
    assertEquals(LATER, entry("a").facts().orElseThrow().receivedAt());
  }

  @Test
  void whatCannotBeReadIsADeadLetterAndTheNextIsProcessed() {
    String topic = Topics.STUDIES_SCORED.name();
    bench.sendRaw(topic, id("a"), new byte[] {1, 2, 3});
    bench.sendRaw(topic, id("a"), null);
    bench.sendRaw(topic, null, new byte[] {1});
    bench.send(Topics.STUDIES_SCORED, id("b"), StudyEvents.scored("a", NOON, 0.5));
    bench.sendRaw(Topics.STUDIES_LEDGER.name(), "x", new byte[] {9});
    scored("a", 1, 0.95);
    assertEquals(Urgency.URGENT, urgency("a"));
    assertEquals(4, bench.drain(topic + ".dead").size());
    assertEquals(1, bench.drain(Topics.STUDIES_LEDGER.deadLetterName()).size());
  }

  @Test
  void theLedgerCountsEveryImageInExactlyOneState() {
    outcome("x", ImageState.ACCEPTED, 0);
    outcome("y", ImageState.ACCEPTED, 0);
    assertEquals(new LedgerTotals(0, 0, 0, 2), bench.totals());
    outcome("x", ImageState.SCORED, 5);
    outcome("x", ImageState.SCORED, 5);
    outcome("x", ImageState.ACCEPTED, 9);
    outcome("y", ImageState.ABSTAINED, 5);
    outcome("z", ImageState.REJECTED, 5);
    assertEquals(new LedgerTotals(1, 1, 1, 0), bench.totals());
  }

  @Test
  void theSameBytesInTwoStudiesAreTwoImagesInTheLedger() {
    for (ImageState state : List.of(ImageState.ACCEPTED, ImageState.SCORED)) {
      outcome(StudyEvents.outcome("x", state, NOON), "a");
    }
    outcome(StudyEvents.outcome("x", ImageState.ACCEPTED, NOON.plusSeconds(1)), "b");
    assertEquals(new LedgerTotals(1, 0, 0, 1), bench.totals());
    outcome(StudyEvents.outcome("x", ImageState.ABSTAINED, NOON.plusSeconds(2)), "b");
    assertEquals(new LedgerTotals(1, 1, 0, 0), bench.totals());
  }

  private void outcome(ImageOutcome outcome, String study) {
    bench.send(
        Topics.STUDIES_LEDGER,
        outcome.getImageId(),
        ImageOutcome.newBuilder(outcome).setStudyId(id(study)).build());
  }

  @Test
  void anotherPolicyPlacesAgainWhatAnEarlierOnePlaced() {
    scored("a", 1, 0.7);
    assertEquals(Urgency.ROUTINE, urgency("a"));
    TriagePolicy stricter =
        PolicyReader.read(
            "p",
            """
            version: 1
            maxWait: {stat: PT1M, unassessed: PT2M, urgent: PT3M, routine: PT4M}
            findings: [{finding: Pneumonia, urgency: urgent, atLeast: 0.6}]
            """);
    TopologyBench before = bench;
    bench = new TopologyBench(state.resolve("next"), LATER, stricter);
    bench.takeStudiesFrom(before);
    before.close();
    bench.passSecond();
    assertEquals(Urgency.URGENT, urgency("a"));
    assertEquals(stricter.digest(), entry("a").placement().orElseThrow().policy());
    int written = bench.written();
    bench.passSecond();
    assertEquals(written, bench.written());
  }

  @Test
  void theHistoryOfAStudyThatIsSentForEverStaysShort() {
    for (int revision = 1; revision <= 300; revision++) {
      ready("a", revision);
    }
    assertEquals(100, entry("a").history().size());
    assertEquals("received", entry("a").history().get(0).event());
  }

  private void ready(String name, int revision) {
    bench.send(
        Topics.STUDIES_READY_ROUTINE,
        id(name),
        StudyEvents.ready(name, revision, NOON, Priority.ROUTINE));
  }

  private void scored(String name, int revision, double pneumonia) {
    bench.send(
        Topics.STUDIES_SCORED, id(name), StudyEvents.scored(name, revision, NOON, pneumonia));
  }

  private void verdict(String name, String reader, int revision) {
    bench.send(
        Topics.STUDIES_VERDICTS,
        id(name),
        StudyEvents.verdict(name, reader, revision, NOON.plusSeconds(revision)));
  }

  private void takeBack(String name, String reader, Instant at) {
    bench.send(Topics.STUDIES_VERDICTS, id(name), StudyEvents.withdrawal(name, reader, 1, at));
  }

  private static HistoryEvent last(List<HistoryEvent> history) {
    return history.get(history.size() - 1);
  }

  private void outcome(String image, ImageState state, int seconds) {
    bench.send(
        Topics.STUDIES_LEDGER,
        StudyEvents.imageId(image),
        StudyEvents.outcome(image, state, NOON.plusSeconds(seconds)));
  }

  private StudyEntry entry(String name) {
    return bench.entry(name).orElseThrow();
  }

  private Urgency urgency(String name) {
    return entry(name).placement().orElseThrow().urgency();
  }

  private static String id(String name) {
    return StudyEvents.id(name);
  }
}
