package org.vigil.schemas.topic;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.event.ExplanationWanted;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageUsed;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.RunProgress;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;
import org.vigil.schemas.event.VerdictGiven;

/** Every topic of Vigil (docs/DESIGN.md, section 3). */
public final class Topics {
  /**
   * Partitions of every topic; equal everywhere, so that streams keyed by StudyId can be joined.
   */
  public static final int PARTITIONS = 4;

  public static final Topic<ImageNormalised> IMAGES_NORMALISED =
      new Topic<>("vigil.images.normalised", ImageNormalised.class, new Retention.Days(7));
  public static final Topic<StudyReady> STUDIES_READY_STAT =
      new Topic<>("vigil.studies.ready.stat", StudyReady.class, new Retention.Days(30));
  public static final Topic<StudyReady> STUDIES_READY_ROUTINE =
      new Topic<>("vigil.studies.ready.routine", StudyReady.class, new Retention.Days(30));
  public static final Topic<StudyScored> STUDIES_SCORED =
      new Topic<>("vigil.studies.scored", StudyScored.class, new Retention.Days(365));

  /**
   * What a bundle that came later says of studies that were scored before, as its shadow's word.
   */
  public static final Topic<StudyScored> STUDIES_EMBEDDED =
      new Topic<>("vigil.studies.embedded", StudyScored.class, new Retention.Days(365));

  public static final Topic<VerdictGiven> STUDIES_VERDICTS =
      new Topic<>("vigil.studies.verdicts", VerdictGiven.class, new Retention.Forever());
  public static final Topic<StudyErased> STUDIES_ERASED =
      new Topic<>("vigil.studies.erased", StudyErased.class, new Retention.Forever());
  public static final Topic<ImageOutcome> STUDIES_LEDGER =
      new Topic<>("vigil.studies.ledger", ImageOutcome.class, new Retention.Compacted());
  public static final Topic<BundleRegistered> MODELS_BUNDLES =
      new Topic<>("vigil.models.bundles", BundleRegistered.class, new Retention.Compacted());
  public static final Topic<BundlePromoted> MODELS_ACTIVE =
      new Topic<>("vigil.models.active", BundlePromoted.class, new Retention.Compacted());
  public static final Topic<ExplanationWanted> EXPLANATIONS_WANTED =
      new Topic<>("vigil.explanations.wanted", ExplanationWanted.class, new Retention.Days(1));
  public static final Topic<RunProgress> TRAINING_PROGRESS =
      new Topic<>("vigil.training.progress", RunProgress.class, new Retention.Days(7));
  public static final Topic<ImageUsed> IMAGES_USES =
      new Topic<>("vigil.images.uses", ImageUsed.class, new Retention.Compacted());
  public static final Topic<AuditRecorded> AUDIT =
      new Topic<>("vigil.audit", AuditRecorded.class, new Retention.Forever());

  /** How long dead letters wait for somebody to look. */
  private static final Retention DEAD_LETTERS = new Retention.Days(90);

  private Topics() {}

  /** The topics that carry events, without their dead-letter topics. */
  public static List<Topic<?>> all() {
    return List.of(
        IMAGES_NORMALISED,
        STUDIES_READY_STAT,
        STUDIES_READY_ROUTINE,
        STUDIES_SCORED,
        STUDIES_EMBEDDED,
        STUDIES_VERDICTS,
        STUDIES_ERASED,
        STUDIES_LEDGER,
        MODELS_BUNDLES,
        MODELS_ACTIVE,
        EXPLANATIONS_WANTED,
        TRAINING_PROGRESS,
        IMAGES_USES,
        AUDIT);
  }

  /** Every topic name to create, dead-letter topics included, with its retention. */
  public static Map<String, Retention> toCreate() {
    Map<String, Retention> names = new LinkedHashMap<>();
    for (Topic<?> topic : all()) {
      names.put(topic.name(), topic.retention());
      names.put(topic.deadLetterName(), DEAD_LETTERS);
    }
    return names;
  }

  /** The key of a study's image in {@link #IMAGES_USES}. */
  public static String imageUse(String studyId, String imageId) {
    return studyId + "/" + imageId;
  }

  /** Where a study of this priority waits to be scored. */
  public static Topic<StudyReady> studiesReady(Priority priority) {
    return switch (priority) {
      case STAT -> STUDIES_READY_STAT;
      case ROUTINE -> STUDIES_READY_ROUTINE;
    };
  }
}
