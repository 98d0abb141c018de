package org.vigil.models.augmentation;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.vigil.models.seed.Seed;

/** Pictures and targets are mixed alike. */
class MixingTest {
  /** Picture i is full of i, and its target is one-hot. */
  private static PictureBatch numbered(int size) {
    PictureBatch batch =
        new PictureBatch(new float[size * 2 * 6 * 8], new float[size * size], size, 2, 6, 8);
    for (int i = 0; i < size; i++) {
      Arrays.fill(batch.inputs(), i * 96, (i + 1) * 96, i);
      batch.targets()[i * size + i] = 1;
    }
    return batch;
  }

  @Test
  void mixupMixesPicturesAndTargetsByTheSameShare() {
    boolean mixed = false;
    for (int seed = 0; seed < 50; seed++) {
      PictureBatch batch = numbered(5);
      new Mixing.Mixup(0.4).apply(batch, new Seed(seed));
      for (int i = 0; i < 5; i++) {
        double expected = 0;
        double sum = 0;
        for (int j = 0; j < 5; j++) {
          expected += j * batch.targets()[i * 5 + j];
          sum += batch.targets()[i * 5 + j];
        }
        assertEquals(1, sum, 1e-6);
        for (int k = 0; k < 96; k++) {
          assertEquals(expected, batch.inputs()[i * 96 + k], 1e-5);
        }
        mixed |= batch.targets()[i * 5 + i] > 0.01 && batch.targets()[i * 5 + i] < 0.99;
      }
    }
    assertTrue(mixed);
  }

  @Test
  void cutMixMixesTargetsByTheAreaThatIsCovered() {
    boolean mixed = false;
    for (int seed = 0; seed < 50; seed++) {
      PictureBatch batch = numbered(5);
      new Mixing.CutMix(1).apply(batch, new Seed(seed));
      for (int i = 0; i < 5; i++) {
        double mean = 0;
        double expected = 0;
        for (int k = 0; k < 96; k++) {
          mean += batch.inputs()[i * 96 + k] / 96;
        }
        for (int j = 0; j < 5; j++) {
          expected += j * batch.targets()[i * 5 + j];
        }
        assertEquals(expected, mean, 1e-5, "seed " + seed);
        mixed |= batch.targets()[i * 5 + i] > 0.01 && batch.targets()[i * 5 + i] < 0.99;
      }
    }
    assertTrue(mixed);
  }

  @Test
  void impossibleStrengthsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Mixing.Mixup(0));
    assertThrows(IllegalArgumentException.class, () -> new Mixing.CutMix(Double.NaN));
  }
}
