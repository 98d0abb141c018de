package org.vigil.retrieval.cases;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class UnitVectorTest {
  @Test
  void aVectorIsScaledToLengthOne() {
    float[] scaled = UnitVector.of(new float[] {3, 4}).toArray();
    assertArrayEquals(new float[] {0.6f, 0.8f}, scaled, 1e-6f);
  }

  @Test
  void hugeNumbersDoNotOverflow() {
    float[] scaled = UnitVector.of(new float[] {Float.MAX_VALUE, Float.MAX_VALUE}).toArray();
    assertArrayEquals(new float[] {0.70710677f, 0.70710677f}, scaled, 1e-6f);
  }

  static Stream<float[]> noVectors() {
    return Stream.of(
        new float[] {},
        new float[] {0, 0},
        new float[] {1, Float.NaN},
        new float[] {1, Float.POSITIVE_INFINITY},
        new float[UnitVector.WIDEST + 1]);
  }

  @ParameterizedTest
  @MethodSource("noVectors")
  void whatHasNoDirectionIsRefused(float[] embedding) {
    assertThrows(IllegalArgumentException.class, () -> UnitVector.of(embedding));
  }
}
