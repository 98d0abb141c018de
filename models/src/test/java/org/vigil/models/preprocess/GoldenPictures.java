package org.vigil.models.preprocess;

import com.fasterxml.jackson.databind.JsonNode;
import org.vigil.models.golden.GoldenArray;

/** Pictures as the reference values hold them. */
final class GoldenPictures {
  private GoldenPictures() {}

  /** [row][column] or [row][column][channel]. */
  static Bitmap8 bitmap(JsonNode node) {
    GoldenArray array = GoldenArray.of(node);
    long[] shape = array.shape();
    byte[] samples = new byte[array.values().length];
    for (int i = 0; i < samples.length; i++) {
      samples[i] = (byte) (int) array.values()[i];
    }
    int channels = shape.length == 3 ? (int) shape[2] : 1;
    return new Bitmap8((int) shape[1], (int) shape[0], channels, samples);
  }

  /** [row][column]. */
  static Planes plane(JsonNode node) {
    GoldenArray array = GoldenArray.of(node);
    return new Planes(1, (int) array.shape()[0], (int) array.shape()[1], array.values());
  }

  /** How many samples differ by more than {@code levels}. */
  static long differing(Bitmap8 expected, Bitmap8 actual, int levels) {
    if (expected.width() != actual.width()
        || expected.height() != actual.height()
        || expected.channels() != actual.channels()) {
      throw new AssertionError("sizes differ");
    }
    long count = 0;
    for (int i = 0; i < expected.length(); i++) {
      count += Math.abs(expected.sample(i) - actual.sample(i)) > levels ? 1 : 0;
    }
    return count;
  }
}
