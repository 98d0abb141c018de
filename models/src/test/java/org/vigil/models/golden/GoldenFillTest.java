package org.vigil.models.golden;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import org.junit.jupiter.api.Test;

class GoldenFillTest {

  @Test
  void theStreamOfANameBeginsAsDocumented() {
    assertArrayEquals(
        new double[] {
          0.9951141895102429, -0.3004053360985186, 0.5590885156314358, -0.784702752205187
        },
        GoldenFill.uniform("input", 4));
  }

  @Test
  void parametersFollowFromTheirNamesAndShapes() {
    float[] weight = GoldenFill.parameter("classifier.weight", 2, 3);
    assertEquals(6, weight.length);
    assertEquals(-0.0550782085, weight[0], 1e-9);
    assertEquals(-0.5878790021, weight[1], 1e-7);
    assertEquals(1.3675853014, GoldenFill.parameter("bn.running_var", 3)[0], 1e-7);
    assertEquals(0.9836674929, GoldenFill.parameter("bn.weight", 3)[0], 1e-7);
    assertEquals(-0.0545172952, GoldenFill.parameter("bn.bias", 3)[0], 1e-8);
    assertFalse(GoldenFill.isFilled("bn.num_batches_tracked"));
  }
}
