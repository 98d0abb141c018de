package org.vigil.models.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.dataset.ClassExamples;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.BatchStream;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.sampling.Shuffled;
import org.vigil.models.seed.Seed;

class PictureBatchesTest {
  private static final int SIDE = 24;
  private static final InputSpec SPEC =
      new InputSpec(
          InputSpec.P1,
          3,
          20,
          20,
          Kernel.BICUBIC,
          InputSpec.Fit.STRETCH,
          Collections.nCopies(3, 0.5),
          Collections.nCopies(3, 0.25));

  private static ParallelBatches<PictureBatch> batches(int threads, long seed) {
    Random random = new Random(1);
    byte[][] pixels = new byte[30][SIDE * SIDE * 3];
    int[] labels = new int[pixels.length];
    Arrays.setAll(labels, i -> i % 3);
    Arrays.stream(pixels).forEach(random::nextBytes);
    Augmentation views =
        new Augmentation(
            List.of(
                new ResizedCrop(20, 20, 0.4, 4 / 3.0),
                new Flip(0.5, 0.5),
                new Noise(0.05),
                new RandAugment(2, 10)),
            Border.REPEATED);
    PictureBatches maker =
        new PictureBatches(
            new ClassExamples(new LabelledImages(3, SIDE, pixels, labels), 3),
            SPEC,
            views,
            new Mixing.CutMix(1));
    BatchPlan plan = new BatchPlan(new Shuffled(30, new Seed(seed)), 7, BatchPlan.Remainder.KEPT);
    return new ParallelBatches<>(plan, maker, new Seed(seed + 1), threads);
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 5})
  void theBatchesAreTheSameWhateverTheNumberOfThreads(int threads) {
    try (ParallelBatches<PictureBatch> one = batches(1, 4);
        ParallelBatches<PictureBatch> many = batches(threads, 4)) {
      for (int epoch = 0; epoch < 2; epoch++) {
        try (BatchStream<PictureBatch> first = one.epoch(epoch, 0);
            BatchStream<PictureBatch> second = many.epoch(epoch, 0)) {
          for (int i = 0; i < one.batches(); i++) {
            PictureBatch wanted = first.next();
            PictureBatch got = second.next();
            assertArrayEquals(wanted.inputs(), got.inputs());
            assertArrayEquals(wanted.targets(), got.targets());
          }
        }
      }
    }
  }

  @Test
  void anotherSeedGivesOtherBatchesAndAnotherDescription() {
    try (ParallelBatches<PictureBatch> one = batches(1, 4);
        ParallelBatches<PictureBatch> other = batches(1, 5);
        BatchStream<PictureBatch> first = one.epoch(0, 0);
        BatchStream<PictureBatch> second = other.epoch(0, 0)) {
      assertFalse(Arrays.equals(first.next().inputs(), second.next().inputs()));
      assertFalse(one.description().equals(other.description()));
      assertEquals(one.description(), batches(3, 4).description());
    }
  }
}
