package org.vigil.inference.flow;

import java.util.concurrent.Callable;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.PriorityBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;

/**
 * The one thread that runs passes on a device. Work for people who wait goes before work from the
 * stream, and that before what is done in idle times; otherwise first come, first served. Its queue
 * is bounded by its callers: the stream has one batch in it, explanations one map, the front door
 * its own limit.
 */
public final class ComputeThread implements AutoCloseable {
  private final PriorityBlockingQueue<Task> tasks = new PriorityBlockingQueue<>();
  private final AtomicLong arrivals = new AtomicLong();
  private final Thread thread;

  public ComputeThread(String name) {
    this.thread = Thread.ofPlatform().daemon().name(name).start(this::run);
  }

  /** Runs work of the stream, after what is already waiting. */
  public <R> CompletableFuture<R> submit(Callable<R> work) {
    return enqueue(work, Urgency.STREAM);
  }

  /** Runs work when nothing else waits. */
  public <R> CompletableFuture<R> submitLast(Callable<R> work) {
    return enqueue(work, Urgency.IDLE);
  }

  /** Runs work before everything of {@link #submit}. */
  public <R> CompletableFuture<R> submitFirst(Callable<R> work) {
    return enqueue(work, Urgency.PERSON);
  }

  private <R> CompletableFuture<R> enqueue(Callable<R> work, Urgency urgency) {
    CompletableFuture<R> result = new CompletableFuture<>();
    Runnable body =
        () -> {
          try {
            result.complete(work.call());
          } catch (Throwable e) { // Whoever waits must hear of it, and the thread must live on.
            result.completeExceptionally(e);
          }
        };
    tasks.add(new Task(body, urgency, arrivals.getAndIncrement()));
    return result;
  }

  private void run() {
    try {
      while (true) {
        tasks.take().body().run();
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt(); // Closed.
    }
  }

  @Override
  public void close() {
    thread.interrupt();
  }

  /** Who goes first. */
  private enum Urgency {
    PERSON,
    STREAM,
    IDLE
  }

  private record Task(Runnable body, Urgency urgency, long arrival) implements Comparable<Task> {
    @Override
    public int compareTo(Task other) {
      int byClass = urgency.compareTo(other.urgency);
      return byClass != 0 ? byClass : Long.compare(arrival, other.arrival);
    }
  }
}
