package org.vigil.training.live;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.vigil.training.feedback.TestStudies.id;
import static org.vigil.training.feedback.TestStudies.labelled;
import static org.vigil.training.feedback.TestStudies.scored;

import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.id.Sha256;
import org.vigil.training.feedback.LabelledCase;

class LiveAgreementTest {
  private static final String DIGEST = Sha256.of("1.0").hex();

  /** Cases of which readers disagree with the bundle on the first few. */
  private static List<LabelledCase> cases(int count, int wrong) {
    return IntStream.range(0, count)
        .mapToObj(i -> labelled(i, i >= wrong).with(scored(id(i), 1, "1.0", 0.9)))
        .toList();
  }

  @Test
  void itCountsWhatBothSpeakOf() {
    LiveAgreement agreement = LiveAgreement.of(cases(80, 20), DIGEST, 200);
    assertEquals(new LiveAgreement(80, 80, 60), agreement);
    assertEquals(0.75, agreement.share());
  }

  @Test
  void anotherBundlesCasesDoNotCount() {
    assertEquals(
        new LiveAgreement(0, 0, 0), LiveAgreement.of(cases(80, 20), Sha256.of("2.0").hex(), 200));
  }

  @Test
  void readersWhoDisagreeAmongThemselvesDecideNothing() {
    LabelledCase tie = labelled(1, true, false).with(scored(id(1), 1, "1.0", 0.9));
    assertEquals(new LiveAgreement(1, 0, 0), LiveAgreement.of(List.of(tie), DIGEST, 200));
  }

  @Test
  void theWilsonIntervalIsThePublishedOne() {
    // Newcombe 1998, table I: 81 of 263 gives 0.2553 to 0.3662.
    assertEquals(0.3662, new LiveAgreement(263, 263, 81).high(), 5e-5);
  }

  @Test
  void chanceAndFewCasesTakeNothingBack() {
    assertTrue(LiveAgreement.of(cases(100, 60), DIGEST, 200).isBelow(0.6, 50));
    assertFalse(LiveAgreement.of(cases(100, 45), DIGEST, 200).isBelow(0.6, 50));
    assertFalse(LiveAgreement.of(cases(40, 40), DIGEST, 200).isBelow(0.6, 50));
  }
}
