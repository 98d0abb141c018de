package org.vigil.ingest.upload;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.List;
import java.util.Optional;
import org.vigil.ingest.quality.CaptureQuality;

/**
 * The answer to an upload that is safe.
 *
 * @param studyId the study that the images belong to
 * @param images in the order of the parts
 */
public record Receipt(String studyId, List<ReceivedImage> images) {

  /**
   * @param duplicate these bytes were here already
   * @param quality of a photograph of skin or tongue
   */
  @JsonInclude(JsonInclude.Include.NON_ABSENT)
  public record ReceivedImage(
      String imageId,
      String role,
      int width,
      int height,
      boolean duplicate,
      Optional<CaptureQuality> quality) {}
}
