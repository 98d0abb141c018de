package org.vigil.platform.audit;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.concurrent.CompletionException;
import java.util.function.Supplier;
import java.util.random.RandomGenerator;
import org.apache.kafka.common.KafkaException;
import org.jboss.logging.Logger;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.retry.ExponentialBackoff;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.AuditRecorded;

/**
 * Carries records from the journal to the topic, one after the other, for as long as it takes.
 * After a crash the records of one file may be carried twice, with the same ids. Owns its thread.
 */
public final class AuditCourier implements AutoCloseable {
  private static final Logger LOG = Logger.getLogger(AuditCourier.class);
  private static final ExponentialBackoff BACKOFF =
      new ExponentialBackoff(Duration.ofMillis(500), Duration.ofSeconds(15), 0.2);
  private static final Duration FAREWELL = Duration.ofSeconds(3);

  private final EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);
  private final AuditJournal journal;
  private final String observer;
  private final Supplier<EventPublisher> connect;
  private final Thread thread;
  private volatile boolean leaving;
  private EventPublisher publisher;
  private AuditChain chain;
  private int failures;

  /**
   * @param connect makes a publisher; called on the courier's own thread, again after a failure
   */
  public AuditCourier(AuditJournal journal, String observer, Supplier<EventPublisher> connect) {
    this.journal = journal;
    this.observer = observer;
    this.connect = connect;
    this.chain = new AuditChain(observer);
    this.thread = Thread.ofPlatform().daemon().name("audit-courier").unstarted(this::work);
  }

  public void start() {
    thread.start();
  }

  private void work() {
    try (AutoCloseable last = this::disconnect) {
      while (carryOldest()) {}
    } catch (InterruptedException e) {
      LOG.debug("the courier was told to stop; the journal keeps what is left");
    } catch (Exception e) {
      LOG.error("audit records stay on this disk until the service is started again", e);
    }
  }

  /** Whether there may be more. */
  private boolean carryOldest() throws IOException, InterruptedException {
    Path file = journal.oldest().orElse(null);
    if (file == null) {
      return false;
    }
    for (byte[] record : AuditJournal.read(file)) {
      carry(record);
    }
    journal.remove(file);
    return true;
  }

  private void carry(byte[] bytes) throws InterruptedException {
    AuditRecorded entry;
    try {
      entry = codec.decode(bytes);
    } catch (UnreadableEventException e) { // Its CRC is right: a newer version wrote it.
      throw new IllegalStateException("a record of the journal cannot be read", e);
    }
    while (!published(entry)) {
      if (leaving) {
        throw new InterruptedException();
      }
      Thread.sleep(BACKOFF.delay(failures, RandomGenerator.getDefault()));
    }
  }

  private boolean published(AuditRecorded entry) {
    try {
      if (publisher == null) {
        publisher = connect.get();
      }
      publisher.publish(chain.next(entry)).join();
      chain.written();
      failures = 0;
      return true;
    } catch (CompletionException | BrokerUnavailableException | KafkaException e) {
      failures++;
      LOG.warnf("an audit record waits for the broker (try %d)", failures);
      chain = new AuditChain(observer); // Nobody knows whether the old one has this record.
      disconnect();
      return false;
    }
  }

  private void disconnect() {
    if (publisher != null) {
      publisher.close();
      publisher = null;
    }
  }

  /** Carries on what is there as long as the broker answers, and leaves the rest on disk. */
  @Override
  public void close() {
    leaving = true;
    try {
      journal.close();
      if (!thread.join(FAREWELL)) {
        thread.interrupt();
        thread.join(FAREWELL);
      }
    } catch (IOException e) {
      LOG.error("the audit journal could not be closed", e);
    } catch (InterruptedException e) {
      Thread.currentThread().interrupt();
    }
  }
}
