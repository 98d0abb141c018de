package org.vigil.models.preprocess;

/** How a picture of any size comes to the size that a network reads. */
public sealed interface Framing {

  /** The picture in its frame, resized with {@code kernel} in Pillow's 8-bit arithmetic. */
  Bitmap8 apply(Bitmap8 picture, Kernel kernel);

  /**
   * Everything is kept, proportions change.
   *
   * @param width pixels
   * @param height pixels
   */
  record Stretched(int width, int height) implements Framing {
    @Override
    public Bitmap8 apply(Bitmap8 picture, Kernel kernel) {
      return new ResizeEightBit(kernel, width, height).apply(picture);
    }
  }

  /**
   * Everything and its proportions are kept, black borders are added ({@link Letterbox}).
   *
   * @param side of the square, pixels
   */
  record Letterboxed(int side) implements Framing {
    @Override
    public Bitmap8 apply(Bitmap8 picture, Kernel kernel) {
      return Letterbox.of(picture.width(), picture.height(), side).apply(picture, kernel);
    }
  }

  /**
   * Stretched to a larger square of which the middle is kept.
   *
   * @param resized side of the larger square, pixels
   * @param side of the middle, pixels
   */
  record CentreCropped(int resized, int side) implements Framing {
    @Override
    public Bitmap8 apply(Bitmap8 picture, Kernel kernel) {
      Bitmap8 square = new ResizeEightBit(kernel, resized, resized).apply(picture);
      return square.crop(Area.centre(resized, resized, side, side));
    }
  }
}
