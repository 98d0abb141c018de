package org.vigil.models.explanation;

/**
 * How much each part of a picture counted, row by row from the top left. Not to be changed.
 *
 * @param rows of the grid that the picture was divided into
 * @param columns of that grid
 * @param values none negative, [rows × columns]; only their relations have a meaning
 */
public record HeatMap(int rows, int columns, float[] values) {
  public HeatMap {
    if (values.length != rows * columns) {
      throw new IllegalArgumentException(
          "%d values for %d rows of %d".formatted(values.length, rows, columns));
    }
  }

  /**
   * A map of as many rows as columns.
   *
   * @throws IllegalArgumentException if so many values make no square
   */
  public static HeatMap square(float[] values) {
    int side = (int) Math.round(Math.sqrt(values.length));
    return new HeatMap(side, side, values);
  }

  public float at(int row, int column) {
    return values[row * columns + column];
  }

  /** The largest value; 0 where nothing in the picture spoke for the answer. */
  public float peak() {
    float peak = 0;
    for (float value : values) {
      peak = Math.max(peak, value);
    }
    return peak;
  }

  /** The same with its peak at 1; all zeros stay so. */
  public HeatMap toPeakOne() {
    float peak = peak();
    float[] scaled = new float[values.length];
    for (int i = 0; i < scaled.length && peak > 0; i++) {
      scaled[i] = values[i] / peak;
    }
    return new HeatMap(rows, columns, scaled);
  }

  /** Enlarged to a picture's sides, bilinearly between the centres of the cells. */
  public HeatMap enlarged(int height, int width) {
    float[] large = new float[height * width];
    for (int y = 0; y < height; y++) {
      double row = clamp((y + 0.5) * rows / height - 0.5, rows - 1);
      for (int x = 0; x < width; x++) {
        large[y * width + x] = between(row, clamp((x + 0.5) * columns / width - 0.5, columns - 1));
      }
    }
    return new HeatMap(height, width, large);
  }

  private float between(double row, double column) {
    int top = (int) row;
    int left = (int) column;
    int bottom = Math.min(top + 1, rows - 1);
    int right = Math.min(left + 1, columns - 1);
    double above = mix(at(top, left), at(top, right), column - left);
    double below = mix(at(bottom, left), at(bottom, right), column - left);
    return (float) mix(above, below, row - top);
  }

  private static double mix(double first, double second, double share) {
    return first + share * (second - first);
  }

  private static double clamp(double position, int last) {
    return Math.min(Math.max(position, 0), last);
  }
}
