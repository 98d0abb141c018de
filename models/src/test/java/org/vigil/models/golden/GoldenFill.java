package org.vigil.models.golden;

import java.nio.charset.StandardCharsets;
import java.util.Set;
import java.util.zip.CRC32;

/**
 * Parameters and inputs that follow from their names (golden README, section 1): a splitmix64
 * stream per name, seeded with the name's CRC-32.
 */
public final class GoldenFill {
  private static final Set<String> SMALL =
      Set.of("class_token", "pos_embedding", "relative_position_bias_table", "cls_token");
  private static final Set<String> NOT_FILLED =
      Set.of("num_batches_tracked", "relative_position_index", "relative_coords_table");

  private GoldenFill() {}

  /** u[i] in [-1, 1) for i = 0 .. count-1. */
  public static double[] uniform(String name, int count) {
    CRC32 crc = new CRC32();
    crc.update(name.getBytes(StandardCharsets.US_ASCII));
    long seed = crc.getValue() << 32;
    double[] values = new double[count];
    for (int i = 0; i < count; i++) {
      values[i] = (mix(seed + i) >>> 11) * 0x1p-53 * 2 - 1;
    }
    return values;
  }

  /** {@code scale * uniform(name)}, rounded to float32. */
  public static float[] input(String name, double scale, int count) {
    double[] uniform = uniform(name, count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) (scale * uniform[i]);
    }
    return values;
  }

  /** False for the buffers that a network computes by itself. */
  public static boolean isFilled(String name) {
    return !NOT_FILLED.contains(last(name));
  }

  /**
   * @param name with dots, as in a row's {@code tensors}
   * @param shape in PyTorch's order
   * @return row-major
   */
  public static float[] parameter(String name, long... shape) {
    int count = 1;
    for (long side : shape) {
      count = Math.multiplyExact(count, Math.toIntExact(side));
    }
    double[] uniform = uniform(name, count);
    float[] values = new float[count];
    for (int i = 0; i < count; i++) {
      values[i] = (float) value(last(name), shape, uniform[i]);
    }
    return values;
  }

  private static double value(String last, long[] shape, double u) {
    if (last.equals("running_mean")) {
      return 0.1 * u;
    }
    if (last.equals("running_var")) {
      return 1 + 0.5 * Math.abs(u);
    }
    if (SMALL.contains(last)) {
      return 0.02 * u;
    }
    if (last.equals("layer_scale")) {
      return 0.5 + 0.1 * u;
    }
    if (shape.length >= 2) {
      return u * Math.sqrt(6.0 / fanIn(shape));
    }
    return last.equals("weight") ? 1 + 0.1 * u : 0.1 * u;
  }

  private static long fanIn(long[] shape) {
    long product = 1;
    for (int i = 1; i < shape.length; i++) {
      product *= shape[i];
    }
    return product;
  }

  private static String last(String name) {
    return name.substring(name.lastIndexOf('.') + 1);
  }

  private static long mix(long start) {
    long z = start + 0x9E3779B97F4A7C15L;
    z = (z ^ (z >>> 30)) * 0xBF58476D1CE4E5B9L;
    z = (z ^ (z >>> 27)) * 0x94D049BB133111EBL;
    return z ^ (z >>> 31);
  }
}
