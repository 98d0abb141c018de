package org.vigil.training.feedback;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.EnumMap;
import java.util.Map;
import org.junit.jupiter.api.Test;

class CasePartsTest {

  @Test
  void everyPartHasAboutItsShareAndNobodyEverMoves() {
    CaseParts parts = new CaseParts(0.15, 0.2, 0.1, 1);
    CaseParts again = new CaseParts(0.15, 0.2, 0.1, 1);
    Map<CasePart, Integer> counts = new EnumMap<>(CasePart.class);
    for (int i = 0; i < 10_000; i++) {
      CasePart part = parts.of(TestStudies.id(i));
      assertEquals(part, again.of(TestStudies.id(i)));
      counts.merge(part, 1, Integer::sum);
    }
    assertEquals(1_000, counts.get(CasePart.AUDIT), 100);
    assertEquals(2_000, counts.get(CasePart.TEST), 150);
    assertEquals(1_500, counts.get(CasePart.VALIDATION), 130);
    assertEquals(5_500, counts.get(CasePart.TRAIN), 200);
  }
}
