package org.vigil.worklist.study;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;

/**
 * What a study is, without any model's word.
 *
 * @param revision from 1; a late image makes the next
 * @param stat whether its sender said stat of any revision
 * @param metadata by published name; never an identifier
 * @param receivedAt when its first image arrived, but not after this service first saw it
 * @param readyAt when this revision could be scored
 */
public record StudyFacts(
    int revision,
    StudyKind kind,
    String site,
    boolean stat,
    List<StudyImage> images,
    Map<String, String> metadata,
    Instant receivedAt,
    Instant readyAt) {
  public StudyFacts {
    images = List.copyOf(images);
    metadata = Map.copyOf(metadata);
  }

  /**
   * @param seenAt when this service saw the event
   */
  static StudyFacts of(StudyReady event, Instant seenAt) {
    return new StudyFacts(
        event.getRevision(),
        event.getKind(),
        event.getSite(),
        event.getPriority() == Priority.STAT,
        images(event.getImages()),
        event.getMetadata(),
        earlier(event.getReceivedAt(), seenAt),
        event.getReadyAt());
  }

  static StudyFacts of(StudyScored event, Instant seenAt) {
    return new StudyFacts(
        event.getRevision(),
        event.getKind(),
        event.getSite(),
        event.getPriority() == Priority.STAT,
        images(event.getImages()),
        event.getMetadata(),
        earlier(event.getReceivedAt(), seenAt),
        event.getReadyAt());
  }

  /**
   * These facts and others of the same study as one: the higher revision's, and of both the earlier
   * arrival and the higher priority, so that a study never waits longer for being sent again.
   */
  StudyFacts merge(StudyFacts other) {
    StudyFacts latest = other.revision > revision ? other : this;
    return new StudyFacts(
        latest.revision,
        latest.kind,
        latest.site,
        stat || other.stat,
        latest.images,
        latest.metadata,
        earlier(receivedAt, other.receivedAt),
        latest.readyAt);
  }

  private static List<StudyImage> images(List<NormalisedImage> events) {
    return events.stream().map(StudyImage::of).toList();
  }

  private static Instant earlier(Instant a, Instant b) {
    return a.isBefore(b) ? a : b;
  }
}
