package org.vigil.models.preprocess;

import java.awt.image.Raster;

/**
 * A picture of 8-bit samples, such as a photograph.
 *
 * @param width pixels
 * @param height pixels
 * @param channels samples per pixel
 * @param samples [row][column][channel], unsigned; not copied
 */
public record Bitmap8(int width, int height, int channels, byte[] samples) implements Bitmap {
  public Bitmap8 {
    Bitmap.requireLength(width, height, channels, samples.length);
  }

  /** A picture of 8 bits: the nearest of 256 levels, v / 257, for one of 16. */
  public static Bitmap8 of(Bitmap picture) {
    return switch (picture) {
      case Bitmap8 eight -> eight;
      case Bitmap16 sixteen -> rounded(sixteen);
    };
  }

  private static Bitmap8 rounded(Bitmap16 picture) {
    byte[] samples = new byte[picture.length()];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) ((picture.sample(i) + 128) / 257);
    }
    return new Bitmap8(picture.width(), picture.height(), picture.channels(), samples);
  }

  /** A grey picture as red, green and blue; one of three channels as it is. */
  public Bitmap8 rgb() {
    if (channels == 3) {
      return this;
    }
    if (channels != 1) {
      throw new IllegalArgumentException("a picture of " + channels + " channels; needs 1 or 3");
    }
    byte[] three = new byte[3 * samples.length];
    for (int i = 0; i < three.length; i++) {
      three[i] = samples[i / 3];
    }
    return new Bitmap8(width, height, 3, three);
  }

  static Bitmap8 copyOf(Raster raster) {
    int rowLength = raster.getWidth() * raster.getNumBands();
    byte[] samples = new byte[Math.multiplyExact(rowLength, raster.getHeight())];
    int[] line = new int[rowLength];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, line);
      for (int x = 0; x < rowLength; x++) {
        samples[y * rowLength + x] = (byte) line[x];
      }
    }
    return new Bitmap8(raster.getWidth(), raster.getHeight(), raster.getNumBands(), samples);
  }

  @Override
  public int maximum() {
    return 255;
  }

  @Override
  public int sample(int index) {
    return samples[index] & 0xFF;
  }

  @Override
  public void readRow(int row, int[] line) {
    int rowLength = width * channels;
    int from = row * rowLength;
    for (int x = 0; x < rowLength; x++) {
      line[x] = samples[from + x] & 0xFF;
    }
  }

  @Override
  public Bitmap8 crop(Area area) {
    area.requireInside(width, height);
    int rowLength = area.width() * channels;
    byte[] part = new byte[rowLength * area.height()];
    for (int y = 0; y < area.height(); y++) {
      int from = ((area.y() + y) * width + area.x()) * channels;
      System.arraycopy(samples, from, part, y * rowLength, rowLength);
    }
    return new Bitmap8(area.width(), area.height(), channels, part);
  }
}
