package org.vigil.local.send;

import java.io.IOException;
import java.time.Duration;
import java.time.Instant;
import java.util.Iterator;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.random.RandomGenerator;
import org.vigil.local.web.IngestClient;
import org.vigil.local.web.IngestClient.Answer;

/**
 * Sends shipments, some at once, each again and again while the front door is busy or away.
 * Repeating is safe: the same bytes are the same image.
 */
public final class Sender {
  private final IngestClient ingest;
  private final SendSettings settings;
  private final RandomGenerator random;

  public Sender(IngestClient ingest, SendSettings settings, RandomGenerator random) {
    this.ingest = ingest;
    this.settings = settings;
    this.random = random;
  }

  /**
   * Returns when each shipment has its delivery.
   *
   * @param shipments taken one by one, no more than can be sent now
   * @param each told of every delivery, on sending threads, one call at a time
   */
  public void sendAll(Iterator<Shipment> shipments, Consumer<Delivery> each)
      throws InterruptedException {
    Semaphore room = new Semaphore(settings.parallel());
    ConcurrentLinkedQueue<RuntimeException> failures = new ConcurrentLinkedQueue<>();
    Instant start = Instant.now();
    try (ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor()) {
      for (long sent = 0; shipments.hasNext() && failures.isEmpty(); sent++) {
        awaitTurn(start, sent);
        room.acquire();
        Shipment shipment = shipments.next();
        threads.execute(
            () -> {
              try {
                tell(each, send(shipment));
              } catch (RuntimeException e) {
                failures.add(e);
              } finally {
                room.release();
              }
            });
      }
    }
    if (!failures.isEmpty()) {
      throw failures.peek();
    }
  }

  private synchronized void tell(Consumer<Delivery> each, Delivery delivery) {
    each.accept(delivery);
  }

  /** Paces the shipments: the n-th begins n / rate after the start. */
  private void awaitTurn(Instant start, long sent) throws InterruptedException {
    if (settings.perSecond() > 0) {
      Instant turn = start.plusNanos((long) (sent / settings.perSecond() * 1e9));
      Duration early = Duration.between(Instant.now(), turn);
      if (early.isPositive()) {
        Thread.sleep(early);
      }
    }
  }

  private Delivery send(Shipment shipment) {
    Instant deadline = Instant.now().plus(settings.patience());
    try {
      for (int tries = 1; ; tries++) {
        switch (ask(shipment)) {
          case Answer.Taken taken -> {
            return new Delivery.Accepted(
                shipment, taken.studyId(), taken.images(), taken.duplicate());
          }
          case Answer.Refused refused -> {
            return new Delivery.Refused(shipment, refused.status(), refused.why());
          }
          case Answer.Later later -> {
            Duration wait = wait(later, tries);
            if (Instant.now().plus(wait).isAfter(deadline)) {
              return new Delivery.Undelivered(shipment, later.why());
            }
            Thread.sleep(wait);
          }
        }
      }
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
      return new Delivery.Undelivered(shipment, "interrupted");
    }
  }

  private Answer ask(Shipment shipment) throws InterruptedException {
    try {
      return ingest.post(shipment);
    } catch (IOException e) {
      String why = e.getMessage() == null ? e.getClass().getSimpleName() : e.getMessage();
      return new Answer.Later("no answer from the front door (" + why + ")", Duration.ZERO);
    }
  }

  private Duration wait(Answer.Later later, int tries) {
    Duration own = settings.backoff().delay(tries, random);
    return later.after().compareTo(own) > 0 ? later.after() : own;
  }
}
