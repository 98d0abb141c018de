package org.vigil.models.explanation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import org.junit.jupiter.api.Test;

class HeatMapTest {

  @Test
  void enlargingGoesStraightFromCentreToCentre() {
    HeatMap small = new HeatMap(1, 2, new float[] {0, 4});

    HeatMap large = small.enlarged(2, 4);

    assertEquals(2, large.rows());
    assertArrayEquals(new float[] {0, 1, 3, 4, 0, 1, 3, 4}, large.values(), 1e-6f);
  }

  @Test
  void thePeakBecomesOneAndNothingStaysNothing() {
    assertArrayEquals(
        new float[] {0.5f, 1}, new HeatMap(2, 1, new float[] {2, 4}).toPeakOne().values());
    assertArrayEquals(new float[2], new HeatMap(2, 1, new float[2]).toPeakOne().values());
  }

  @Test
  void sidesAndValuesMustAgree() {
    assertThrows(IllegalArgumentException.class, () -> new HeatMap(2, 2, new float[3]));
  }
}
