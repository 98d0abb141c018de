package org.vigil.ingest.assembly;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;

/**
 * A study as far as it is known.
 *
 * @param content what would be published now; its revision is the last one published, 0 before the
 *     first
 * @param expected the images that make it complete in its sender's word; empty where that is
 *     unknown
 * @param pending something has been added since the last revision
 * @param quietUntil when it counts as complete if nothing more comes; empty when nothing is awaited
 */
record Draft(
    StudyReady content, List<String> expected, boolean pending, Optional<Instant> quietUntil) {

  /** A study of which only this image is known, and not yet taken in. */
  static Draft begin(ImageNormalised first) {
    StudyReady content =
        StudyReady.newBuilder()
            .setStudyId(first.getStudyId())
            .setRevision(0)
            .setSite(first.getSite())
            .setKind(first.getKind())
            .setPriority(first.getPriority())
            .setComplete(false)
            .setImages(List.of())
            .setMetadata(Map.of())
            .setRequestedSlot(first.getRequestedSlot())
            .setReceivedAt(first.getReceivedAt())
            .setReadyAt(first.getReceivedAt())
            .build();
    return new Draft(content, List.of(), false, Optional.empty());
  }

  /** Whether this study was assembled so long ago that only its last revision is remembered. */
  boolean isForgotten() {
    return content.getRevision() > 0 && content.getImages().isEmpty();
  }

  /** What stays of an assembled study: its name and its last revision. */
  Draft forgotten() {
    StudyReady residue =
        StudyReady.newBuilder(content)
            .setImages(List.of())
            .setMetadata(Map.of())
            .setOrigin(null)
            .build();
    return new Draft(residue, List.of(), false, Optional.empty());
  }

  /** A forgotten study begins again with this event, under revisions of its own. */
  Draft reborn(ImageNormalised event) {
    Draft fresh = begin(event);
    StudyReady next =
        StudyReady.newBuilder(fresh.content).setRevision(content.getRevision()).build();
    return new Draft(next, List.of(), false, Optional.empty());
  }

  boolean has(String imageId) {
    return content.getImages().stream().anyMatch(image -> image.getImageId().equals(imageId));
  }

  /** The draft with what an event adds; equal to this one where it adds nothing. */
  Draft with(ImageNormalised event) {
    List<NormalisedImage> images = new ArrayList<>(content.getImages());
    if (!has(event.getImage().getImageId())) {
      images.add(event.getImage());
    }
    Map<String, String> metadata = new HashMap<>(content.getMetadata());
    metadata.putAll(event.getMetadata());
    boolean stat = event.getPriority() == Priority.STAT || content.getPriority() == Priority.STAT;
    StudyReady next =
        StudyReady.newBuilder(content)
            .setImages(images)
            .setMetadata(metadata)
            .setPriority(stat ? Priority.STAT : Priority.ROUTINE)
            .setRequestedSlot(
                event.getRequestedSlot() == null
                    ? content.getRequestedSlot()
                    : event.getRequestedSlot())
            .setOrigin(Origins.join(content.getOrigin(), event.getOrigin()))
            .build();
    List<String> nextExpected =
        event.getCompleteWith() == null ? expected : List.copyOf(event.getCompleteWith());
    return new Draft(next, nextExpected, pending || !next.equals(content), quietUntil);
  }

  /** Whether the sender said what belongs to it, and all of that is here. */
  boolean isCompleteBySender() {
    return !expected.isEmpty() && expected.stream().allMatch(this::has);
  }

  /**
   * Whether, after silence, nothing is known to be missing: the sender named no list, or all of it
   * is here.
   */
  boolean isCompleteAsFarAsKnown() {
    return expected.stream().allMatch(this::has);
  }

  /**
   * Whether it is useful before it is complete: the first frontal image of a chest X-ray whose end
   * is unknown.
   */
  boolean isUsefulEarly() {
    return expected.isEmpty()
        && content.getRevision() == 0
        && content.getKind() == StudyKind.CHEST_XRAY
        && content.getImages().stream().anyMatch(image -> image.getRole() == ImageRole.FRONTAL);
  }

  /** The draft after a revision of it was published. */
  Draft published(boolean complete, Instant now) {
    StudyReady next =
        StudyReady.newBuilder(content)
            .setRevision(content.getRevision() + 1)
            .setComplete(complete)
            .setReadyAt(now)
            .build();
    return new Draft(next, expected, false, Optional.empty());
  }

  Draft waitingUntil(Instant instant) {
    return new Draft(content, expected, pending, Optional.of(instant));
  }
}
