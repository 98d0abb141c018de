package org.vigil.ingest.erasure;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Set;
import java.util.function.Consumer;
import org.jboss.logging.Logger;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.reason.ErasureReason;
import org.vigil.schemas.reason.ErasureRequester;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;

/**
 * Asks for the erasure of studies that were kept as long as they may be, those on legal hold
 * excepted. Asking twice, because two instances do or because an erasure takes long, is harmless.
 * Thread-safe.
 */
public final class RetentionRound implements Runnable {
  private static final Logger LOG = Logger.getLogger(RetentionRound.class);

  private final ImageUses uses;
  private final ObjectStore store;
  private final EventPublisher publisher;
  private final Consumer<AuditEntry> audit;
  private final Duration keep;
  private final Clock clock;

  /**
   * @param keep how long a study is kept after its newest image came
   */
  public RetentionRound(
      ImageUses uses,
      ObjectStore store,
      EventPublisher publisher,
      Consumer<AuditEntry> audit,
      Duration keep,
      Clock clock) {
    this.uses = uses;
    this.store = store;
    this.publisher = publisher;
    this.audit = audit;
    this.keep = keep;
    this.clock = clock;
  }

  @Override
  public void run() {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    Set<String> due = uses.lastReceivedBefore(now.minus(keep));
    int held = 0;
    for (String study : due) {
      if (store.size(ObjectKeys.legalHold(new StudyId(study))).isPresent()) {
        held++;
      } else {
        ask(study, now);
      }
    }
    LOG.infof(
        "retention: %d studies are to be erased, %d are on legal hold", due.size() - held, held);
  }

  private void ask(String study, Instant now) {
    StudyErased erasure =
        StudyErased.newBuilder()
            .setStudyId(study)
            .setScope(ErasureScope.ERASE)
            .setReason(Words.of(ErasureReason.RETENTION_ENDED))
            .setBy(Words.of(ErasureRequester.OPERATOR))
            .setAt(now)
            .build();
    audit.accept(
        AuditEntry.of(Act.ERASURE_ASKED)
            .byService("vigil-ingest")
            .study(study)
            .saying("erase, kept for " + keep));
    publisher
        .publish(
            Topics.STUDIES_ERASED,
            study,
            erasure,
            Envelope.about(study, "erased/" + study + "/erase", "/vigil/ingest", now))
        .join();
  }
}
