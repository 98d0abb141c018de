package org.vigil.worklist.policy;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.schemas.event.StudyKind;
import org.vigil.worklist.study.FindingResult;
import org.vigil.worklist.study.ModelWord;
import org.vigil.worklist.study.StudyFacts;
import org.vigil.worklist.study.Urgency;

class TriagePolicyTest {
  private static final Instant NOW = Instant.parse("2026-03-01T12:00:00Z");
  private static final TriagePolicy POLICY = PolicyReader.read(Optional.empty());

  @Test
  void aScoreAtItsOperatingPointCounts() {
    assertEquals(
        new Assessment(Urgency.URGENT, "Pneumonia 0.80 >= 0.80"),
        assess(finding("Pneumonia", 0.8, 0.8)));
  }

  @Test
  void aScoreBelowIsRoutineAndTheReasonNeverHidesTheDifference() {
    assertEquals(
        new Assessment(Urgency.ROUTINE, "Pneumonia 0.7999 < 0.8000"),
        assess(finding("Pneumonia", 0.7999, 0.8)));
  }

  @Test
  void theMostUrgentFindingDecides() {
    assertEquals(
        new Assessment(Urgency.URGENT, "MEL 0.30 >= 0.20"),
        assess(finding("NV", 0.99, 0.5), finding("MEL", 0.3, 0.2), finding("BCC", 0.21, 0.2)));
  }

  @Test
  void aPositiveFindingWithoutARuleIsNotRoutine() {
    assertEquals(
        new Assessment(
            Urgency.UNASSESSED, "Scurvy 0.90 >= 0.50, and the policy has no rule for it"),
        assess(finding("Scurvy", 0.9, 0.5), finding("Pneumonia", 0.1, 0.5)));
    assertEquals(Urgency.ROUTINE, assess(finding("Scurvy", 0.1, 0.5)).urgency());
  }

  @ParameterizedTest
  @ValueSource(doubles = {Double.NaN, -0.1, 1.1, Double.POSITIVE_INFINITY})
  void aScoreThatIsNoProbabilityLeavesTheStudyUnassessed(double score) {
    assertEquals(Urgency.UNASSESSED, assess(finding("Pneumonia", score, 0.5)).urgency());
    assertEquals(Urgency.UNASSESSED, assess(finding("Pneumonia", 0.1, score)).urgency());
  }

  @Test
  void silenceAndNoFindingsAreUnassessed() {
    ModelWord silence =
        new ModelWord.Silence(1, NOW, Optional.empty(), "no-model", "nothing is active");
    assertEquals(
        new Assessment(Urgency.UNASSESSED, "abstained: no-model"),
        POLICY.assess(facts(1, false), Optional.of(silence)));
    assertEquals(Urgency.UNASSESSED, assess().urgency());
    assertEquals(
        new Assessment(Urgency.UNASSESSED, "no model word yet"),
        POLICY.assess(facts(1, false), Optional.empty()));
  }

  @Test
  void theSendersStatStandsWhateverTheModelSays() {
    ModelWord low = scores(finding("Pneumonia", 0.0, 0.5));
    assertEquals(
        new Assessment(Urgency.STAT, "sender says stat"),
        POLICY.assess(facts(1, true), Optional.of(low)));
  }

  @Test
  void aScoreOfAnEarlierRevisionStaysAndIsMarked() {
    ModelWord high = scores(finding("Pneumonia", 0.9, 0.5));
    assertEquals(
        new Assessment(Urgency.URGENT, "Pneumonia 0.90 >= 0.50; revision 2 has no model word yet"),
        POLICY.assess(facts(2, false), Optional.of(high)));
  }

  private static Assessment assess(FindingResult... findings) {
    return POLICY.assess(facts(1, false), Optional.of(scores(findings)));
  }

  private static ModelWord scores(FindingResult... findings) {
    return new ModelWord.Scores(
        1, NOW, Optional.empty(), Arrays.asList(findings), "p1", "t1", List.of(), List.of());
  }

  private static FindingResult finding(String name, double score, double threshold) {
    return new FindingResult(name, Optional.empty(), score, threshold, Optional.empty());
  }

  private static StudyFacts facts(int revision, boolean stat) {
    return new StudyFacts(
        revision, StudyKind.CHEST_XRAY, "st-olav", stat, List.of(), Map.of(), NOW, NOW);
  }
}
