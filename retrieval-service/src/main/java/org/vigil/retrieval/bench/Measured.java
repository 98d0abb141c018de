package org.vigil.retrieval.bench;

import java.lang.management.ManagementFactory;
import java.lang.management.ThreadMXBean;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;

/**
 * How a search does on some queries: medians of some passes, and its recall.
 *
 * @param perSecond queries a second by the clock
 * @param perCpuSecond queries a second of processor time, which other programs on the machine
 *     disturb less
 */
record Measured(double perSecond, double perCpuSecond, double recall) {
  private static final ThreadMXBean THREADS = ManagementFactory.getThreadMXBean();

  /** A search for the nearest to a query, by number. */
  @FunctionalInterface
  interface Search {
    int[] nearest(float[] query);
  }

  /**
   * @param truth the nearest of each query
   * @param passes after one that warms up and is measured for recall only
   */
  static Measured of(Search search, float[][] queries, int[][] truth, int threads, int passes) {
    int[][] found = new int[queries.length][];
    run(search, queries, found, threads);
    double[] rates = new double[passes];
    double[] cpuRates = new double[passes];
    for (int pass = 0; pass < passes; pass++) {
      long start = System.nanoTime();
      long cpu = run(search, queries, found, threads);
      rates[pass] = queries.length / ((System.nanoTime() - start) / 1e9);
      cpuRates[pass] = queries.length / (cpu / 1e9);
    }
    Arrays.sort(rates);
    Arrays.sort(cpuRates);
    return new Measured(rates[passes / 2], cpuRates[passes / 2], recall(found, truth));
  }

  /** Nanoseconds of processor time that the searching threads took. */
  private static long run(Search search, float[][] queries, int[][] found, int threads) {
    try (ExecutorService pool = Executors.newFixedThreadPool(threads)) {
      List<Future<Long>> parts =
          IntStream.range(0, threads)
              .mapToObj(part -> pool.submit(() -> part(search, queries, found, part, threads)))
              .toList();
      long cpu = 0;
      for (Future<Long> part : parts) {
        cpu += part.get();
      }
      return cpu;
    } catch (ExecutionException e) {
      throw new IllegalStateException("a search failed", e.getCause());
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      throw new IllegalStateException("interrupted", e);
    }
  }

  private static long part(Search search, float[][] queries, int[][] found, int part, int threads) {
    long start = THREADS.getCurrentThreadCpuTime();
    for (int i = part; i < queries.length; i += threads) {
      found[i] = search.nearest(queries[i]);
    }
    return THREADS.getCurrentThreadCpuTime() - start;
  }

  private static double recall(int[][] found, int[][] truth) {
    long hits = 0;
    long all = 0;
    for (int i = 0; i < truth.length; i++) {
      Set<Integer> wanted = new HashSet<>();
      Arrays.stream(truth[i]).forEach(wanted::add);
      hits += Arrays.stream(found[i]).filter(wanted::contains).count();
      all += wanted.size();
    }
    return (double) hits / all;
  }
}
