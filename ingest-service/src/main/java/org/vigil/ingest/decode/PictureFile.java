package org.vigil.ingest.decode;

import java.awt.image.BufferedImage;
import java.util.Optional;
import org.vigil.ingest.normalise.Picture;

/**
 * A picture file taken apart before a decoder sees any of it.
 *
 * @param pixels what the decoder is given
 * @param profile what its colours mean, where the decoder does not see to that itself
 * @param orientation how the decoded picture must be turned
 */
record PictureFile(byte[] pixels, Optional<ColourProfile> profile, Orientation orientation) {

  /**
   * @throws org.vigil.ingest.refusal.RefusedException if its structure is damaged or what is not
   *     pixels is too large
   */
  static PictureFile of(byte[] bytes, Format format, PictureLimits limits) {
    if (format != Format.PNG) {
      return new PictureFile(bytes, Optional.empty(), Orientation.of(bytes, format));
    }
    PngStructure png = PngStructure.of(bytes, limits);
    return new PictureFile(
        png.pixels(),
        png.packedProfile().flatMap(packed -> ColourProfile.unpack(packed, limits)),
        png.exif().map(Orientation::ofExif).orElse(Orientation.UPRIGHT));
  }

  /** The picture in its right colours and upright. */
  Picture asMeant(BufferedImage decoded) {
    return orientation.apply(
        Rasters.picture(profile.map(known -> known.of(decoded)).orElse(decoded)));
  }
}
