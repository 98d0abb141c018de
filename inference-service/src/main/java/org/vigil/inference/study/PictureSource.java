package org.vigil.inference.study;

import org.vigil.schemas.event.NormalisedImage;

/**
 * Where the bytes of a study's pictures come from. Throws {@link
 * org.vigil.platform.store.ObjectMissingException} where there are none.
 */
@FunctionalInterface
public interface PictureSource {
  byte[] fetch(NormalisedImage image);
}
