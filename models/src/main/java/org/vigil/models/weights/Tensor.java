package org.vigil.models.weights;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Arrays;

/**
 * A named file's worth of numbers, row-major, little-endian.
 *
 * @param type element type
 * @param shape sides; empty for a single number
 * @param data exactly the elements; read-only view, position 0
 */
public record Tensor(Type type, long[] shape, ByteBuffer data) {

  /** The element types that our networks have. */
  public enum Type {
    F32(4),
    I64(8);

    private final int bytes;

    Type(int bytes) {
      this.bytes = bytes;
    }

    public int bytes() {
      return bytes;
    }
  }

  /** A single whole number. */
  public static Tensor of(long value) {
    ByteBuffer data = ByteBuffer.allocate(Long.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    return new Tensor(Type.I64, new long[0], data.putLong(0, value));
  }

  /** Single-precision numbers, row-major. */
  public static Tensor of(float[] values, long... shape) {
    ByteBuffer data =
        ByteBuffer.allocate(values.length * Float.BYTES).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return new Tensor(Type.F32, shape, data);
  }

  /**
   * All elements, row-major.
   *
   * @throws WeightsException if they are not single-precision numbers
   */
  public float[] floats() {
    if (type != Type.F32) {
      throw new WeightsException("wanted F32, got " + describe());
    }
    float[] values = new float[data.remaining() / Float.BYTES];
    data.duplicate().order(ByteOrder.LITTLE_ENDIAN).asFloatBuffer().get(values);
    return values;
  }

  /**
   * The single whole number that this is.
   *
   * @throws WeightsException if it is anything else
   */
  public long asLong() {
    if (type != Type.I64 || shape.length != 0) {
      throw new WeightsException("wanted I64[], got " + describe());
    }
    return data.duplicate().order(ByteOrder.LITTLE_ENDIAN).getLong(0);
  }

  /** For messages: {@code F32[64, 3, 7, 7]}. */
  public String describe() {
    return type + Arrays.toString(shape);
  }

  @Override
  public boolean equals(Object other) {
    return other instanceof Tensor that
        && type == that.type
        && Arrays.equals(shape, that.shape)
        && data.equals(that.data);
  }

  @Override
  public int hashCode() {
    return 31 * Arrays.hashCode(shape) + data.hashCode();
  }

  @Override
  public String toString() {
    return describe();
  }
}
