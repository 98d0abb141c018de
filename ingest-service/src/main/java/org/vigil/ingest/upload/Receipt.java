package org.vigil.ingest.upload;

import java.util.List;

/**
 * The answer to an upload that is safe.
 *
 * @param studyId the study that the images belong to
 * @param images in the order of the parts
 */
public record Receipt(String studyId, List<ReceivedImage> images) {

  /**
   * @param duplicate these bytes were here already
   */
  public record ReceivedImage(
      String imageId, String role, int width, int height, boolean duplicate) {}
}
