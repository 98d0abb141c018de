package org.vigil.worklist.study;

import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.RoleSource;

/**
 * One picture of a study.
 *
 * @param imageId SHA-256 (hex) of the bytes received
 * @param objectKey where the normalised PNG is
 * @param sha256 SHA-256 (hex) of that PNG
 * @param width pixels
 * @param height pixels
 */
public record StudyImage(
    String imageId,
    ImageRole role,
    RoleSource roleSource,
    String objectKey,
    String sha256,
    int width,
    int height,
    int bitsPerSample,
    int channels) {

  static StudyImage of(NormalisedImage event) {
    return new StudyImage(
        event.getImageId(),
        event.getRole(),
        event.getRoleSource(),
        event.getObjectKey(),
        event.getSha256(),
        event.getWidth(),
        event.getHeight(),
        event.getBitsPerSample(),
        event.getChannels());
  }
}
