package org.vigil.training.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.training.feedback.TestStudies.FINDING;
import static org.vigil.training.feedback.TestStudies.erasure;
import static org.vigil.training.feedback.TestStudies.id;
import static org.vigil.training.feedback.TestStudies.labelled;
import static org.vigil.training.feedback.TestStudies.ready;
import static org.vigil.training.feedback.TestStudies.scored;
import static org.vigil.training.feedback.TestStudies.verdict;
import static org.vigil.training.feedback.TestStudies.withdrawal;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.function.UnaryOperator;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyOrigin;
import org.vigil.schemas.event.StudyReady;
import org.vigil.training.document.Documents;

class LabelledCaseTest {
  private static final String STUDY = id(1);

  @Test
  void aReadersLaterVerdictReplacesTheEarlierOne() {
    LabelledCase amended =
        labelled(1, true)
            .with(verdict(STUDY, "reader-0", false, 9))
            .with(verdict(STUDY, "ann", false, 3));
    assertEquals(Map.of(FINDING, new FindingLabel(0, 2)), amended.labels());
  }

  @Test
  void aVerdictThatIsReadAgainAfterItsAmendmentChangesNothing() {
    LabelledCase amended = labelled(1, true).with(verdict(STUDY, "reader-0", false, 9));
    assertEquals(amended, amended.with(verdict(STUDY, "reader-0", true, 0)));
  }

  @Test
  void aWithdrawnVerdictSaysNothingUntilTheReaderSpeaksAgain() {
    LabelledCase withdrawn = labelled(1, true).with(withdrawal(STUDY, "reader-0", 5));
    assertFalse(withdrawn.isLabelled());
    assertEquals(Map.of(), withdrawn.labels());
    assertTrue(withdrawn.with(verdict(STUDY, "reader-0", false, 6)).isLabelled());
  }

  @Test
  void readersWeighAsTheyAgree() {
    FindingLabel label = labelled(1, true, true, false).labels().get(FINDING);
    assertTrue(label.decided());
    assertTrue(label.majority());
    assertEquals(2 / 3.0, label.share(), 1e-12);
    assertFalse(labelled(1, true, false).labels().get(FINDING).decided());
  }

  @Test
  void anErasedStudyIsGoneWhateverComesOfItLater() {
    for (ErasureScope scope : ErasureScope.values()) {
      LabelledCase erased =
          labelled(1, true)
              .with(erasure(STUDY, scope))
              .with(ready(STUDY, 2))
              .with(scored(STUDY, 2, "1.0", 0.9))
              .with(verdict(STUDY, "ann", true, 99));
      assertTrue(erased.erased());
      assertFalse(erased.isLabelled());
      assertTrue(erased.facts().isEmpty());
      assertTrue(erased.verdicts().isEmpty());
    }
  }

  @Test
  void aStudyWhosePatientDoesNotAgreeIsNotUsed() {
    LabelledCase refused =
        LabelledCase.unknown(STUDY)
            .with(verdict(STUDY, "ann", true, 1))
            .with(
                StudyReady.newBuilder(ready(STUDY, 1))
                    .setOrigin(StudyOrigin.newBuilder().setReuse(false).build())
                    .build());
    assertFalse(refused.isLabelled());
  }

  @Test
  void studiesOfOnePatientAreOfOnePart() {
    CaseParts parts = new CaseParts(0.3, 0.3, 0.1, 1);
    StudyOrigin origin = StudyOrigin.newBuilder().setPatient("p1").build();
    assertEquals(
        1,
        IntStream.range(0, 30)
            .mapToObj(
                i ->
                    parts.of(
                        LabelledCase.unknown(id(i))
                            .with(
                                StudyReady.newBuilder(ready(id(i), 1)).setOrigin(origin).build())))
            .distinct()
            .count());
  }

  @Test
  void theNewestRevisionCounts() {
    LabelledCase twice =
        LabelledCase.unknown(STUDY)
            .with(scored(STUDY, 2, "1.0", 0.9))
            .with(scored(STUDY, 1, "1.0", 0.1))
            .with(ready(STUDY, 1));
    assertEquals(2, twice.facts().orElseThrow().revision());
    assertEquals(0.9, twice.shown().orElseThrow().findings().get(FINDING).score());
  }

  /** Between topics there is no order. */
  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8})
  void theOrderOfTheTopicsDoesNotMatter(long seed) {
    List<UnaryOperator<LabelledCase>> events =
        new ArrayList<>(
            List.of(
                c -> c.with(ready(STUDY, 1)),
                c -> c.with(ready(STUDY, 2)),
                c -> c.with(scored(STUDY, 1, "1.0", 0.2)),
                c -> c.with(scored(STUDY, 2, "1.0", 0.7)),
                c -> c.with(verdict(STUDY, "ann", true, 1)),
                c -> c.with(verdict(STUDY, "ann", false, 2)),
                c -> c.with(verdict(STUDY, "bob", true, 3)),
                c -> c.with(withdrawal(STUDY, "bob", 4))));
    LabelledCase inOrder = after(events);
    Collections.shuffle(events, new Random(seed));
    assertEquals(inOrder, after(events), "seed " + seed);
  }

  private static LabelledCase after(List<UnaryOperator<LabelledCase>> events) {
    LabelledCase state = LabelledCase.unknown(STUDY);
    for (UnaryOperator<LabelledCase> event : events) {
      state = event.apply(state);
    }
    return state;
  }

  @Test
  void itComesBackFromItsBytes() {
    LabelledCase labelled = labelled(1, true, false).with(scored(STUDY, 1, "1.0", 0.4));
    assertEquals(labelled, Documents.read(Documents.bytes(labelled), LabelledCase.class));
  }

  @Test
  void aQueryFindsOnlyWhatItAsksFor() {
    LabelledCase labelled = labelled(1, true);
    assertTrue(PoolQuery.ofKind("chest-xray").wants(labelled));
    assertFalse(PoolQuery.ofKind("skin").wants(labelled));
    assertFalse(PoolQuery.ofKind("chest-xray").wants(LabelledCase.unknown(STUDY)));
    PoolQuery later =
        new PoolQuery(
            Optional.empty(),
            java.util.Set.of(),
            Optional.of(TestStudies.START.plusSeconds(1)),
            Optional.empty());
    assertFalse(later.wants(labelled));
  }
}
