package org.vigil.training.feedback;

import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.word.Words;

/**
 * A picture of a case.
 *
 * @param imageId SHA-256 of the bytes received
 * @param role what it shows, as a word
 * @param objectKey of the normalised PNG in the image bucket
 * @param sha256 of the normalised PNG
 */
public record CaseImage(String imageId, String role, String objectKey, String sha256) {

  static CaseImage of(NormalisedImage image) {
    return new CaseImage(
        image.getImageId(), Words.of(image.getRole()), image.getObjectKey(), image.getSha256());
  }
}
