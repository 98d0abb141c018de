package org.vigil.retrieval.bench;

import java.util.Arrays;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;

/**
 * Looks up while cases are being added at a steady rate, with a refresh a second and a commit every
 * two, as the service does.
 */
final class LiveLoad {
  private static final int ADDED_PER_SECOND = 50;
  private static final int LOOK_UPS_PER_SECOND = 20;

  private LiveLoad() {}

  /** Milliseconds of each look-up, sorted, and how many cases were added meanwhile. */
  record Result(double[] millis, int added) {
    double quantile(double share) {
      return millis[(int) Math.min(millis.length - 1, share * millis.length)];
    }
  }

  static Result run(BenchIndex index, float[][] further, float[][] queries, int seconds)
      throws InterruptedException {
    AtomicBoolean over = new AtomicBoolean();
    int[] added = {0};
    Thread feed = Thread.ofPlatform().start(() -> added[0] = feed(index, further, over));
    double[] millis = new double[seconds * LOOK_UPS_PER_SECOND];
    long begin = System.nanoTime();
    for (int i = 0; i < millis.length; i++) {
      pause(begin + i * 1_000_000_000L / LOOK_UPS_PER_SECOND);
      long start = System.nanoTime();
      index.nearest(queries[i % queries.length], 100, Optional.empty());
      millis[i] = (System.nanoTime() - start) / 1e6;
    }
    over.set(true);
    feed.join();
    Arrays.sort(millis);
    return new Result(millis, added[0]);
  }

  private static int feed(BenchIndex index, float[][] further, AtomicBoolean over) {
    long begin = System.nanoTime();
    int added = 0;
    for (int second = 0; !over.get() && added < further.length; second++) {
      for (int i = 0; i < ADDED_PER_SECOND && added < further.length; i++) {
        index.add(10_000_000 + added, further[added]);
        added++;
      }
      index.refresh();
      if (second % 2 == 1) {
        index.commit();
      }
      pause(begin + (second + 1) * 1_000_000_000L);
    }
    return added;
  }

  private static void pause(long until) {
    try {
      long left = until - System.nanoTime();
      if (left > 0) {
        Thread.sleep(left / 1_000_000, (int) (left % 1_000_000));
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
