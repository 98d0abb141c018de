package org.vigil.models.preprocess;

import java.awt.image.Raster;

/**
 * A picture of 16-bit samples over the full range, such as a normalised radiograph.
 *
 * @param width pixels
 * @param height pixels
 * @param channels samples per pixel
 * @param samples [row][column][channel], unsigned; not copied
 */
public record Bitmap16(int width, int height, int channels, short[] samples) implements Bitmap {
  public Bitmap16 {
    Bitmap.requireLength(width, height, channels, samples.length);
  }

  static Bitmap16 copyOf(Raster raster) {
    int rowLength = raster.getWidth() * raster.getNumBands();
    short[] samples = new short[Math.multiplyExact(rowLength, raster.getHeight())];
    int[] line = new int[rowLength];
    for (int y = 0; y < raster.getHeight(); y++) {
      raster.getPixels(raster.getMinX(), raster.getMinY() + y, raster.getWidth(), 1, line);
      for (int x = 0; x < rowLength; x++) {
        samples[y * rowLength + x] = (short) line[x];
      }
    }
    return new Bitmap16(raster.getWidth(), raster.getHeight(), raster.getNumBands(), samples);
  }

  @Override
  public int maximum() {
    return 65_535;
  }

  @Override
  public int sample(int index) {
    return samples[index] & 0xFFFF;
  }

  @Override
  public void readRow(int row, int[] line) {
    int rowLength = width * channels;
    int from = row * rowLength;
    for (int x = 0; x < rowLength; x++) {
      line[x] = samples[from + x] & 0xFFFF;
    }
  }

  @Override
  public Bitmap16 crop(Area area) {
    area.requireInside(width, height);
    int rowLength = area.width() * channels;
    short[] part = new short[rowLength * area.height()];
    for (int y = 0; y < area.height(); y++) {
      int from = ((area.y() + y) * width + area.x()) * channels;
      System.arraycopy(samples, from, part, y * rowLength, rowLength);
    }
    return new Bitmap16(area.width(), area.height(), channels, part);
  }
}
