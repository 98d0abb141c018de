package org.vigil.models.doubt;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

class DoubtTermsTest {
  private static final DoubtTerms TERMS = new DoubtTerms(0.05, 0.9, 28, List.of(), List.of());

  @Test
  void fewPicturesAllowFewerThanTheStatedShareAndManyAlmostAllOfIt() {
    assertEquals(0, TERMS.mostDoubtedOf(45)); // 0.95^45 = 0.0994
    assertEquals(1, TERMS.mostDoubtedOf(77)); // 0.0970; with 76 it is 0.1011
    assertEquals(0, TERMS.mostDoubtedOf(76));
    int many = TERMS.mostDoubtedOf(100_000);
    assertTrue(many > 4_850 && many < 5_000, "of 100,000: " + many);
  }

  @Test
  void tooFewPicturesToShowTheShareAreRefusedAndTheNumberNeededIsTold() {
    var refused = assertThrows(IllegalArgumentException.class, () -> TERMS.mostDoubtedOf(44));
    assertTrue(refused.getMessage().contains("45"), refused.getMessage());
  }

  /** Where a larger share than allowed were doubted, so few would be seen once in ten times. */
  @Test
  void whatIsAllowedIsSeldomSeenWhereTheShareIsLarger() {
    long seed = 20261121;
    Random random = new Random(seed);
    int most = TERMS.mostDoubtedOf(400);
    int fooled = 0;
    for (int trial = 0; trial < 2000; trial++) {
      long doubted = random.doubles(400).filter(value -> value < 0.0501).count();
      fooled += doubted <= most ? 1 : 0;
    }
    assertTrue(fooled <= 240, "seed " + seed + ": fooled " + fooled + " times of 2000");
  }
}
