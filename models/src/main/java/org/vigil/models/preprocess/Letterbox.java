package org.vigil.models.preprocess;

/**
 * How a picture of any shape fits into a square without losing or stretching anything: scaled by
 * side / max(width, height), black borders around it (multi-scale ViT, section 3.1).
 *
 * @param width of the scaled picture, pixels
 * @param height of the scaled picture, pixels
 * @param left border, pixels
 * @param top border, pixels
 * @param side of the square, pixels
 */
public record Letterbox(int width, int height, int left, int top, int side) {

  /**
   * @param pictureWidth pixels
   * @param pictureHeight pixels
   * @param side of the square, pixels
   */
  public static Letterbox of(int pictureWidth, int pictureHeight, int side) {
    double scale = (double) side / Math.max(pictureWidth, pictureHeight);
    int width = Math.max(1, (int) Math.floor(pictureWidth * scale + 0.5));
    int height = Math.max(1, (int) Math.floor(pictureHeight * scale + 0.5));
    return new Letterbox(width, height, (side - width) / 2, (side - height) / 2, side);
  }

  /** Right border, pixels. */
  public int right() {
    return side - width - left;
  }

  /** Lower border, pixels. */
  public int bottom() {
    return side - height - top;
  }

  /** The picture in its square, for the picture that this letterbox was made for. */
  public Bitmap8 apply(Bitmap8 picture, Kernel kernel) {
    Bitmap8 scaled = new ResizeEightBit(kernel, width, height).apply(picture);
    int channels = scaled.channels();
    byte[] samples = new byte[side * side * channels];
    for (int y = 0; y < height; y++) {
      int to = ((top + y) * side + left) * channels;
      System.arraycopy(scaled.samples(), y * width * channels, samples, to, width * channels);
    }
    return new Bitmap8(side, side, channels, samples);
  }
}
