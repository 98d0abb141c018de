package org.vigil.models.preprocess;

import java.awt.image.Raster;

/**
 * A decoded picture: whole-numbered samples, [row][column][channel], row-major. Immutable by
 * convention: nobody writes into {@code samples} once it is made, so it may be shared between
 * threads without a copy.
 */
public sealed interface Bitmap permits Bitmap8, Bitmap16 {

  int width();

  int height();

  /** 1 (grey) or 3 (RGB) as a rule; nothing here insists on it. */
  int channels();

  /** The largest sample there can be: 255 or 65535. */
  int maximum();

  /** The sample at {@code (row * width + column) * channels + channel}, 0 to {@link #maximum}. */
  int sample(int index);

  /** Writes one row's samples into {@code line}, which holds at least width times channels. */
  void readRow(int row, int[] line);

  /** The part of this picture that {@code area} names. */
  Bitmap crop(Area area);

  /** How many samples there are. */
  default int length() {
    return width() * height() * channels();
  }

  /**
   * A copy of a decoder's pixels.
   *
   * @param raster integer samples of at most 16 bits, full range
   * @throws IllegalArgumentException for wider samples
   */
  static Bitmap of(Raster raster) {
    int bits = raster.getSampleModel().getSampleSize(0);
    if (bits == 8) {
      return Bitmap8.copyOf(raster);
    }
    if (bits == 16) {
      return Bitmap16.copyOf(raster);
    }
    throw new IllegalArgumentException("samples of " + bits + " bits; needs 8 or 16");
  }

  /**
   * @throws IllegalArgumentException unless {@code given} samples make such a picture
   */
  static void requireLength(int width, int height, int channels, int given) {
    boolean sides = width >= 1 && height >= 1 && channels >= 1;
    if (!sides || (long) width * height * channels != given) {
      throw new IllegalArgumentException(
          given + " samples for a picture of " + width + " x " + height + " x " + channels);
    }
  }
}
