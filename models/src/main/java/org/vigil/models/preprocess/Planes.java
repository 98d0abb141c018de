package org.vigil.models.preprocess;

/**
 * A picture as a network reads it: real numbers, one plane per channel. In double, so that a chain
 * of steps loses nothing; {@link #floats} at the end. Immutable by convention.
 *
 * @param channels planes
 * @param height rows
 * @param width columns
 * @param values [channel][row][column], row-major; not copied
 */
public record Planes(int channels, int height, int width, double[] values) {
  public Planes {
    Bitmap.requireLength(width, height, channels, values.length);
  }

  /** The values rounded to float32, [channel][row][column]. */
  public float[] floats() {
    float[] floats = new float[values.length];
    for (int i = 0; i < floats.length; i++) {
      floats[i] = (float) values[i];
    }
    return floats;
  }
}
