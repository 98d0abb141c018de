package org.vigil.ingest.dicom.commitment;

import java.net.InetSocketAddress;
import java.time.Duration;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import java.util.random.RandomGenerator;
import org.jboss.logging.Logger;
import org.vigil.ingest.dicom.pdu.AeTitle;
import org.vigil.ingest.dicom.upperlayer.TimeLimits;
import org.vigil.ingest.dicom.upperlayer.WriteGuard;
import org.vigil.platform.retry.ExponentialBackoff;

/**
 * Reports to requestors until they have taken it: at once, and then again at growing intervals.
 * What is safe is looked up anew at each try. Thread-safe; owns its threads.
 *
 * <p>Two instances of the service that start together may both report what an earlier one left: the
 * same report twice harms nobody.
 */
public final class ReportDelivery implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(ReportDelivery.class);

  private final Auditor auditor;
  private final TransactionLog log;
  private final TimeLimits limits;
  private final Duration writeLimit;
  private final ExponentialBackoff backoff;
  private final RandomGenerator random;
  private final ExecutorService threads = Executors.newVirtualThreadPerTaskExecutor();
  private final ScheduledExecutorService timer =
      Executors.newSingleThreadScheduledExecutor(
          Thread.ofPlatform().daemon().name("dicom-reports").factory());

  /**
   * @param backoff between the tries of one report
   */
  public ReportDelivery(
      Auditor auditor,
      TransactionLog log,
      TimeLimits limits,
      Duration writeLimit,
      ExponentialBackoff backoff,
      RandomGenerator random) {
    this.auditor = auditor;
    this.log = log;
    this.limits = limits;
    this.writeLimit = writeLimit;
    this.backoff = backoff;
    this.random = random;
  }

  /** Goes on with what an earlier run left undone. */
  public void resume() {
    threads.submit(this::resumeNow);
  }

  private void resumeNow() {
    try {
      log.all().forEach(transaction -> attempt(transaction, 1));
    } catch (RuntimeException e) {
      LOG.warnf("commitments on record cannot be read now: %s", e.getMessage());
      timer.schedule(this::resume, backoff.max().toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  /** Puts a request on record, and reports on it soon. */
  void request(Transaction transaction) {
    log.add(transaction);
    attempt(transaction, 1);
  }

  private void attempt(Transaction transaction, int tries) {
    try {
      threads.submit(() -> report(transaction, tries));
    } catch (RejectedExecutionException e) {
      LOG.debug("stopping; the next run reports", e);
    }
  }

  private void report(Transaction transaction, int tries) {
    if (!reported(transaction)) {
      Duration delay = backoff.delay(tries, random);
      timer.schedule(
          () -> attempt(transaction, tries + 1), delay.toMillis(), TimeUnit.MILLISECONDS);
    }
  }

  private boolean reported(Transaction transaction) {
    try {
      boolean taken =
          ReportClient.deliver(
              auditor.audit(transaction),
              new AeTitle(transaction.requestor()),
              new AeTitle(transaction.called()),
              InetSocketAddress.createUnresolved(transaction.host(), transaction.port()),
              limits,
              new WriteGuard(timer, writeLimit));
      if (taken) {
        log.remove(transaction);
      }
      return taken;
    } catch (RuntimeException e) {
      LOG.warnf("a commitment report could not be brought: %s", e.getMessage());
      return false;
    }
  }

  @Override
  public void close() {
    timer.shutdownNow();
    threads.shutdownNow();
  }
}
