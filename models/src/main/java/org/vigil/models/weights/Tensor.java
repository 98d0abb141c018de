package org.vigil.models.weights;

import java.nio.ByteBuffer;
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
