package org.vigil.ingest.dicom;

import java.util.Optional;
import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.normalise.Picture;

/**
 * Makes pixels square: a picture whose pixels are taller than wide, or wider than tall, is
 * stretched along one side by linear interpolation. The shape of a pixel is said by Pixel Aspect
 * Ratio (0028,0034) or else by the physical spacings (PS3.3 C.7.6.3.1.7), all of which name the
 * vertical size first.
 */
final class PixelAspect {
  private static final int[] SAID_BY = {
    Tag.PixelAspectRatio, Tag.PixelSpacing, Tag.ImagerPixelSpacing, Tag.NominalScannedPixelSpacing
  };
  private static final double MOST = 10;
  private static final double NEAR = 0.01; // Detectors are no more exact than that.

  private PixelAspect() {}

  /**
   * @param gate asked before memory is taken for a larger picture
   */
  static Picture square(Picture picture, DataSet data, PictureGate gate) {
    double ratio = ratio(data);
    if (Math.abs(ratio - 1) < NEAR) {
      return picture;
    }
    int width = ratio > 1 ? picture.width() : (int) Math.round(picture.width() / ratio);
    int height = ratio > 1 ? (int) Math.round(picture.height() * ratio) : picture.height();
    gate.admit(width, height);
    return switch (picture) {
      case Picture.Grey16 grey -> {
        short[] samples = new short[width * height];
        Stretch stretch = new Stretch(picture.width(), picture.height(), width, height, 1);
        stretch.each(
            at -> Short.toUnsignedInt(grey.samples()[at]),
            (at, value) -> samples[at] = (short) Math.round(value));
        yield new Picture.Grey16(width, height, samples);
      }
      case Picture.Rgb8 rgb -> {
        byte[] samples = new byte[3 * width * height];
        Stretch stretch = new Stretch(picture.width(), picture.height(), width, height, 3);
        stretch.each(
            at -> rgb.samples()[at] & 0xFF, (at, value) -> samples[at] = (byte) Math.round(value));
        yield new Picture.Rgb8(width, height, samples);
      }
    };
  }

  private static double ratio(DataSet data) {
    for (int tag : SAID_BY) {
      Optional<String> said = data.text(tag);
      if (said.isPresent()) {
        return ratio(said.get());
      }
    }
    return 1;
  }

  /** Square where the words make no sense. */
  private static double ratio(String said) {
    String[] parts = said.split("\\\\");
    try {
      double ratio = Double.parseDouble(parts[0].strip()) / Double.parseDouble(parts[1].strip());
      return ratio >= 1 / MOST && ratio <= MOST ? ratio : 1;
    } catch (NumberFormatException | ArrayIndexOutOfBoundsException e) {
      return 1;
    }
  }
}
