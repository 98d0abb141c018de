package org.vigil.models.sampling;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.NoSuchElementException;
import java.util.Queue;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicLong;
import org.vigil.models.seed.Seed;

/**
 * Prepares batches on threads of its own while the trainer computes. At most one batch more than
 * there are threads is ahead of the trainer; the threads wait then. Batches come in order, and what
 * is in them does not depend on the number of threads.
 *
 * @param <B> what a training step learns from
 */
public final class ParallelBatches<B> implements BatchSource<B>, AutoCloseable {
  private final BatchPlan plan;
  private final BatchMaker<B> maker;
  private final Seed seed;
  private final int ahead;
  private final ExecutorService threads;
  private final AtomicLong waitedNanos = new AtomicLong();

  /**
   * @param seed of the batches; the order has the sampler's
   */
  public ParallelBatches(BatchPlan plan, BatchMaker<B> maker, Seed seed, int threads) {
    this.plan = plan;
    this.maker = maker;
    this.seed = seed;
    this.ahead = threads + 1;
    this.threads =
        Executors.newFixedThreadPool(
            threads, Thread.ofPlatform().daemon().name("batches-", 0).factory());
  }

  @Override
  public int batches() {
    return plan.batches();
  }

  @Override
  public BatchStream<B> epoch(int number, int firstBatch) {
    return new Stream(plan.epoch(number), seed.at(number), firstBatch);
  }

  @Override
  public String description() {
    return "%s by %d %s, %s, %s"
        .formatted(
            plan.sampler().description(), plan.size(), plan.remainder(), maker.description(), seed);
  }

  /** How long trainers have waited for batches so far. */
  public Duration waited() {
    return Duration.ofNanos(waitedNanos.get());
  }

  @Override
  public void close() {
    threads.shutdownNow();
  }

  private final class Stream implements BatchStream<B> {
    private final int[][] batches;
    private final Seed epoch;
    private final Queue<Future<B>> prepared = new ArrayDeque<>();
    private int submitted;

    Stream(int[][] batches, Seed epoch, int firstBatch) {
      this.batches = batches;
      this.epoch = epoch;
      this.submitted = firstBatch;
    }

    private void prepare() {
      while (prepared.size() < ahead && submitted < batches.length) {
        int number = submitted++;
        prepared.add(threads.submit(() -> maker.make(batches[number], epoch.at(number))));
      }
    }

    @Override
    public B next() {
      prepare();
      if (prepared.isEmpty()) {
        throw new NoSuchElementException("the epoch's batches are used up");
      }
      long start = System.nanoTime();
      B batch = result(prepared.remove());
      waitedNanos.addAndGet(System.nanoTime() - start);
      prepare();
      return batch;
    }

    private B result(Future<B> batch) {
      try {
        return batch.get();
      } catch (ExecutionException e) {
        throw new BatchException("a batch could not be made: " + e.getCause(), e.getCause());
      } catch (InterruptedException e) {
        Thread.currentThread().interrupt();
        throw new BatchException("interrupted while waiting for a batch", e);
      }
    }

    @Override
    public void close() {
      prepared.forEach(batch -> batch.cancel(true));
      prepared.clear();
    }
  }
}
