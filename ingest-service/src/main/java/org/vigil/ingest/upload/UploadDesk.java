package org.vigil.ingest.upload;

import java.io.IOException;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Consumer;
import org.vigil.ingest.quota.SiteQuotas;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.word.Words;

/**
 * Takes a checked upload to safety: decode everything, store everything, publish everything, and
 * only then answer. Any step that fails leaves nothing published; objects that were stored are
 * addressed by their content and harm nobody. Repeating a request has no second effect.
 * Thread-safe.
 */
public final class UploadDesk {
  private final PartNormaliser normaliser;
  private final PartStore store;
  private final Announcer announcer;
  private final UploadMetrics metrics;
  private final SiteQuotas quotas;
  private final Consumer<AuditEntry> audit;
  private final Clock clock;

  /**
   * @param audit takes down who sent what; never refuses
   */
  public UploadDesk(
      PartNormaliser normaliser,
      PartStore store,
      Announcer announcer,
      UploadMetrics metrics,
      SiteQuotas quotas,
      Consumer<AuditEntry> audit,
      Clock clock) {
    this.normaliser = normaliser;
    this.store = store;
    this.announcer = announcer;
    this.metrics = metrics;
    this.quotas = quotas;
    this.audit = audit;
    this.clock = clock;
  }

  /**
   * @throws ProblemException if the request is refused, after its bad images were quarantined; 429
   *     if the site has used up its quota
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer:
   *     nothing was taken
   * @throws org.vigil.platform.event.BrokerUnavailableException if the broker does not answer:
   *     nothing was taken
   */
  public Receipt accept(Upload upload) throws IOException, InterruptedException {
    quotas.take(upload.site(), upload.parts().size());
    Instant receivedAt = clock.instant();
    List<NormalisedPart> parts = new ArrayList<>();
    try {
      long start = System.nanoTime();
      normaliser.normaliseAll(upload, parts);
      metrics.stage("normalise", start);
      return keep(upload, parts, receivedAt);
    } finally {
      for (NormalisedPart part : parts) {
        part.close();
      }
    }
  }

  private Receipt keep(Upload upload, List<NormalisedPart> parts, Instant receivedAt) {
    StudyKind kind = StudyWords.kind(upload, parts);
    StudyId study = StudyWords.studyId(upload, kind, parts);
    long start = System.nanoTime();
    List<Boolean> duplicates = store.storeAll(upload, study, parts);
    metrics.stage("store", start);
    start = System.nanoTime();
    announcer.publishAll(upload, kind, study, parts, receivedAt);
    metrics.stage("publish", start);
    metrics.accepted(parts.size());
    audit.accept(sent(upload, study, parts));
    parts.forEach(part -> part.quality().ifPresent(metrics::quality));
    parts.stream().filter(NormalisedPart::withheld).forEach(part -> metrics.withheld());
    return receipt(kind, study, parts, duplicates);
  }

  private static AuditEntry sent(Upload upload, StudyId study, List<NormalisedPart> parts) {
    AuditEntry entry =
        AuditEntry.of(Act.IMAGES_SENT).bySite(upload.site().value()).study(study.value());
    for (NormalisedPart part : parts) {
      entry = entry.image(part.digest().hex());
    }
    return entry;
  }

  private static Receipt receipt(
      StudyKind kind, StudyId study, List<NormalisedPart> parts, List<Boolean> duplicates) {
    List<Receipt.ReceivedImage> images = new ArrayList<>();
    for (int i = 0; i < parts.size(); i++) {
      NormalisedPart part = parts.get(i);
      images.add(
          new Receipt.ReceivedImage(
              part.digest().hex(),
              Words.of(StudyWords.role(kind, part.part(), part.words())),
              part.form().width(),
              part.form().height(),
              duplicates.get(i),
              part.quality()));
    }
    return new Receipt(study.value(), images);
  }
}
