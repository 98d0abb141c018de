package org.vigil.inference.study;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventRecords;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.reason.AbstentionReason;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;

/**
 * Says a result as records: one {@link ScoredEvent}, and one ledger entry for each image.
 * Thread-safe.
 */
public final class ResultEvents {
  private static final String SOURCE = "/vigil/inference";

  private final Clock clock;

  public ResultEvents(Clock clock) {
    this.clock = clock;
  }

  public List<ProducerRecord<String, byte[]>> of(StudyResult result) {
    List<ProducerRecord<String, byte[]>> records = new ArrayList<>();
    StudyReady study = result.prepared().study();
    Instant now = clock.instant();
    StudyScored scored = ScoredEvent.of(result, now);
    records.add(
        EventRecords.record(
            Topics.STUDIES_SCORED,
            study.getStudyId(),
            scored,
            Envelope.about(study.getStudyId(), id(study, scored), SOURCE, now)));
    switch (result) {
      case StudyResult.Answered answered -> {
        for (NormalisedImage image : answered.prepared().used()) {
          records.add(ledger(study, image, ImageState.SCORED, null, now));
        }
        answered
            .prepared()
            .unused()
            .forEach(u -> records.add(abstained(study, u.image(), u.reason(), now)));
      }
      case StudyResult.Unanswered unanswered ->
          study
              .getImages()
              .forEach(i -> records.add(abstained(study, i, unanswered.reason(), now)));
    }
    return records;
  }

  /** The same study, revision and bundle give the same id, however often they are scored. */
  private static String id(StudyReady study, StudyScored scored) {
    String by = scored.getOutcome() instanceof Scored s ? s.getBundle().getDigest() : "none";
    return "scored/%s/%d/%s".formatted(study.getStudyId(), study.getRevision(), by);
  }

  private static ProducerRecord<String, byte[]> abstained(
      StudyReady study, NormalisedImage image, AbstentionReason reason, Instant now) {
    return ledger(study, image, ImageState.ABSTAINED, Words.of(reason), now);
  }

  private static ProducerRecord<String, byte[]> ledger(
      StudyReady study, NormalisedImage image, ImageState state, String reason, Instant now) {
    ImageOutcome outcome =
        ImageOutcome.newBuilder()
            .setImageId(image.getImageId())
            .setStudyId(study.getStudyId())
            .setSite(study.getSite())
            .setState(state)
            .setReason(reason)
            .setAt(now)
            .build();
    String id =
        "ledger/%s/%s/%d/%s"
            .formatted(
                image.getImageId(), study.getStudyId(), study.getRevision(), Words.of(state));
    return EventRecords.record(
        Topics.STUDIES_LEDGER,
        image.getImageId(),
        outcome,
        Envelope.about(study.getStudyId(), id, SOURCE, now));
  }
}
