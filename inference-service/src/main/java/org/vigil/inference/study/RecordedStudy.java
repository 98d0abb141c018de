package org.vigil.inference.study;

import java.util.function.Predicate;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.event.StudyScored;

/** Says a study that was scored as one that is ready to be looked at once more. */
public final class RecordedStudy {
  private RecordedStudy() {}

  /**
   * @param images which of the study's images
   */
  public static StudyReady ready(StudyScored recorded, Predicate<NormalisedImage> images) {
    return StudyReady.newBuilder()
        .setStudyId(recorded.getStudyId())
        .setRevision(recorded.getRevision())
        .setSite(recorded.getSite())
        .setKind(recorded.getKind())
        .setPriority(recorded.getPriority())
        .setComplete(true)
        .setImages(recorded.getImages().stream().filter(images).toList())
        .setMetadata(recorded.getMetadata())
        .setReceivedAt(recorded.getReceivedAt())
        .setReadyAt(recorded.getReadyAt())
        .build();
  }
}
