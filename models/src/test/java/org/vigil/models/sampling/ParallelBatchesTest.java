package org.vigil.models.sampling;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Semaphore;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.random.RandomGenerator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.seed.Seed;

class ParallelBatchesTest {
  private static final BatchPlan PLAN =
      new BatchPlan(new Shuffled(23, new Seed(1)), 4, BatchPlan.Remainder.KEPT);

  private static BatchMaker<String> maker(java.util.function.BiFunction<int[], Seed, String> f) {
    return new BatchMaker<>() {
      @Override
      public String make(int[] pictures, Seed seed) {
        return f.apply(pictures, seed);
      }

      @Override
      public String description() {
        return "text";
      }
    };
  }

  /** A maker whose batches take as long as chance wants. */
  private static BatchMaker<String> uneven() {
    return maker(
        (pictures, seed) -> {
          RandomGenerator random = seed.generator();
          double work = 0;
          for (int i = random.nextInt(200_000); i > 0; i--) {
            work += Math.sqrt(i);
          }
          return Arrays.toString(pictures) + random.nextInt() + (work < 0 ? "!" : "");
        });
  }

  private static List<String> drain(BatchSource<String> source, int epoch, int firstBatch) {
    List<String> all = new ArrayList<>();
    try (BatchStream<String> stream = source.epoch(epoch, firstBatch)) {
      for (int i = firstBatch; i < source.batches(); i++) {
        all.add(stream.next());
      }
      assertThrows(NoSuchElementException.class, stream::next);
    }
    return all;
  }

  @ParameterizedTest
  @ValueSource(ints = {2, 3, 8})
  void batchesDoNotDependOnTheNumberOfThreads(int threads) {
    try (ParallelBatches<String> one = new ParallelBatches<>(PLAN, uneven(), new Seed(2), 1);
        ParallelBatches<String> many =
            new ParallelBatches<>(PLAN, uneven(), new Seed(2), threads)) {
      for (int epoch = 0; epoch < 3; epoch++) {
        assertEquals(drain(one, epoch, 0), drain(many, epoch, 0));
      }
    }
  }

  @Test
  void anEpochGoesOnInItsMiddle() {
    try (ParallelBatches<String> source = new ParallelBatches<>(PLAN, uneven(), new Seed(2), 2)) {
      List<String> whole = drain(source, 1, 0);
      assertEquals(6, whole.size());
      assertEquals(whole.subList(4, 6), drain(source, 1, 4));
      assertEquals(List.of(), drain(source, 1, 6));
    }
  }

  @Test
  void theThreadsStayOneBatchMoreThanTheyAreAheadAndNoFurther() throws InterruptedException {
    AtomicInteger made = new AtomicInteger();
    Semaphore ready = new Semaphore(0);
    BatchMaker<String> counting =
        maker(
            (pictures, seed) -> {
              made.incrementAndGet();
              ready.release();
              return "";
            });
    try (ParallelBatches<String> source = new ParallelBatches<>(PLAN, counting, new Seed(2), 2);
        BatchStream<String> stream = source.epoch(0, 0)) {
      stream.next();
      assertTrue(ready.tryAcquire(4, 30, TimeUnit.SECONDS)); // 1 taken, 2 + 1 ahead
      assertEquals(4, made.get());
    }
  }

  @Test
  void aPictureThatCannotBeReadEndsTheEpochWithItsReason() {
    BatchMaker<String> broken =
        maker(
            (pictures, seed) -> {
              throw new IllegalArgumentException("picture 7 is no picture");
            });
    try (ParallelBatches<String> source = new ParallelBatches<>(PLAN, broken, new Seed(2), 2);
        BatchStream<String> stream = source.epoch(0, 0)) {
      BatchException e = assertThrows(BatchException.class, stream::next);
      assertTrue(e.getMessage().contains("picture 7"), e.getMessage());
    }
  }

  @Test
  void closingAnEpochStopsWhatIsBeingPrepared() throws InterruptedException {
    CountDownLatch started = new CountDownLatch(1);
    CountDownLatch interrupted = new CountDownLatch(1);
    BatchMaker<String> slow =
        maker(
            (pictures, seed) -> {
              started.countDown();
              try {
                new CountDownLatch(1).await();
              } catch (InterruptedException e) {
                interrupted.countDown();
              }
              return "";
            });
    try (ParallelBatches<String> source = new ParallelBatches<>(PLAN, slow, new Seed(2), 1)) {
      BatchStream<String> stream = source.epoch(0, 0);
      Thread trainer =
          Thread.ofPlatform()
              .start(
                  () -> {
                    try {
                      stream.next();
                    } catch (BatchException expected) {
                      stream.close();
                    }
                  });
      assertTrue(started.await(30, TimeUnit.SECONDS));
      trainer.interrupt();
      trainer.join();
      source.close();
      assertTrue(interrupted.await(30, TimeUnit.SECONDS));
    }
  }

  @Test
  void picturesThatFillNoBatchAreKeptOrLeftOut() {
    assertEquals(6, PLAN.batches());
    assertEquals(3, PLAN.epoch(0)[5].length);
    BatchPlan whole = new BatchPlan(PLAN.sampler(), 4, BatchPlan.Remainder.LEFT_OUT);
    assertEquals(5, whole.batches());
    assertEquals(4, whole.epoch(0)[4].length);
    assertThrows(
        IllegalArgumentException.class,
        () -> new BatchPlan(PLAN.sampler(), 24, BatchPlan.Remainder.LEFT_OUT));
  }
}
