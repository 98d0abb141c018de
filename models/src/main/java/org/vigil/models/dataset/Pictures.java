package org.vigil.models.dataset;

import org.vigil.models.preprocess.Bitmap8;
import org.vigil.schemas.id.Sha256;

/** Where a data set's pictures are read from. Thread-safe. */
public interface Pictures {

  /**
   * The picture, decoded: grey or RGB.
   *
   * @throws UnreadablePictureException if it is absent, damaged or of a kind that nobody reads here
   */
  Bitmap8 read(PictureRef picture);

  /**
   * The digest of what {@link #read} reads.
   *
   * @throws UnreadablePictureException if it is absent
   */
  Sha256 digest(PictureRef picture);
}
