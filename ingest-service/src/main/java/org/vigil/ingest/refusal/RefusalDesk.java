package org.vigil.ingest.refusal;

import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.id.SiteId;
import org.vigil.schemas.reason.RejectionReason;
import org.vigil.schemas.store.ObjectKeys;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;

/** Keeps what was refused for somebody to look at, and writes it into the ledger. Thread-safe. */
public final class RefusalDesk {
  private static final String SOURCE = "/vigil/ingest";

  private final ObjectStore store;
  private final EventPublisher publisher;
  private final Clock clock;

  public RefusalDesk(ObjectStore store, EventPublisher publisher, Clock clock) {
    this.store = store;
    this.publisher = publisher;
    this.clock = clock;
  }

  /** Quarantines the bytes and records the refusal; returns when both are durable. */
  public void record(SiteId site, Sha256 digest, Path bytes, RefusedException refusal) {
    if (refusal.reason() != RejectionReason.EMPTY
        && refusal.reason() != RejectionReason.TOO_LARGE) {
      store.put(ObjectKeys.quarantine(site, digest), bytes, "application/octet-stream");
    }
    Instant now = clock.instant();
    ImageOutcome outcome =
        ImageOutcome.newBuilder()
            .setImageId(digest.hex())
            .setSite(site.value())
            .setState(ImageState.REJECTED)
            .setReason(Words.of(refusal.reason()))
            .setAt(now)
            .build();
    String id = "ledger/%s/%s/rejected".formatted(digest, site);
    publisher
        .publish(Topics.STUDIES_LEDGER, digest.hex(), outcome, Envelope.of(id, SOURCE, now))
        .join();
  }

  /** What the sender is told. */
  public static Problem problem(String part, RefusedException refusal) {
    int status =
        switch (refusal.reason()) {
          case TOO_LARGE, TOO_MANY_PIXELS -> 413;
          case UNSUPPORTED_FORMAT -> 415;
          case EMPTY,
              DAMAGED,
              NOT_AN_IMAGE,
              TOO_SMALL,
              POOR_QUALITY,
              DECODE_TIMEOUT,
              UNPROCESSABLE ->
              422;
        };
    return Problem.of(
            status, Words.of(refusal.reason()), "The image was not taken", refusal.getMessage())
        .about(part);
  }
}
