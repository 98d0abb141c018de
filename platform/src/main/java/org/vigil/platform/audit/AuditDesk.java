package org.vigil.platform.audit;

import io.micrometer.core.instrument.MeterRegistry;
import java.io.IOException;
import java.time.Clock;
import java.time.Duration;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.UUID;
import java.util.function.Supplier;
import org.jboss.logging.Logger;
import org.vigil.platform.access.AccessRole;
import org.vigil.platform.access.Caller;
import org.vigil.platform.access.Callers;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditAgent;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.AuditRecorded;

/**
 * Takes down what is audited. A record says that somebody was let do something: it is written
 * before, so that it may stand for what then failed, and nothing was done without one. Thread-safe.
 */
public final class AuditDesk {
  private static final Logger LOG = Logger.getLogger(AuditDesk.class);
  private static final Duration RETRY_AFTER = Duration.ofSeconds(5);

  private final EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);
  private final AuditJournal journal;
  private final Callers callers;
  private final String observer;
  private final MeterRegistry metrics;
  private final Clock clock;

  /**
   * @param observer the service, such as {@code vigil-worklist}
   */
  public AuditDesk(
      AuditJournal journal, Callers callers, String observer, MeterRegistry metrics, Clock clock) {
    this.journal = journal;
    this.callers = callers;
    this.observer = observer;
    this.metrics = metrics;
    this.clock = clock;
  }

  /**
   * Records what is about to be done. On return the record is on disk.
   *
   * @throws ProblemException 503 if it cannot be written; then it must not be done
   */
  public void record(AuditEntry entry) {
    try {
      journal.append(bytes(entry), true);
    } catch (IOException e) {
      LOG.error("an access was refused, for it cannot be recorded", e);
      metrics.counter("vigil_audit_refused").increment();
      throw ProblemException.unavailable("The audit record cannot be written.", RETRY_AFTER);
    }
  }

  /** Records and does; where it is refused or fails, records that too. */
  public <R> R recording(AuditEntry entry, Supplier<R> action) {
    record(entry);
    try {
      return action.get();
    } catch (RuntimeException e) {
      boolean refused = e instanceof ProblemException known && known.problem().status() < 500;
      note(entry.ending(refused ? AuditOutcome.MINOR_FAILURE : AuditOutcome.SERIOUS_FAILURE));
      throw e;
    }
  }

  /**
   * Records what was done and is on record elsewhere too, such as a study that was taken: never
   * refused, and not waited for. It outlives this process, and the machine where that had time to
   * write.
   */
  public void note(AuditEntry entry) {
    try {
      journal.append(bytes(entry), false);
    } catch (IOException e) {
      LOG.error("an audit record was lost: " + entry.act().word(), e);
      metrics.counter("vigil_audit_lost").increment();
    }
  }

  private byte[] bytes(AuditEntry entry) {
    return codec.encode(
        AuditRecorded.newBuilder()
            .setId(UUID.randomUUID().toString())
            .setAct(entry.act().word())
            .setAction(entry.act().action())
            .setOutcome(entry.outcome())
            .setRecorded(clock.instant().truncatedTo(ChronoUnit.MILLIS))
            .setAgent(entry.machine().orElseGet(() -> asking(entry)))
            .setObserver(observer)
            .setThings(entry.things())
            .setDetail(entry.detail().orElse(null))
            .build());
  }

  private AuditAgent asking(AuditEntry entry) {
    Caller caller = callers.current();
    String name = callers.signOn() ? caller.name() : entry.signed().orElse(caller.name());
    List<String> roles =
        callers.signOn()
            ? caller.roles().stream().map(AccessRole::word).sorted().toList()
            : List.of();
    return new AuditAgent(name, roles, null);
  }
}
