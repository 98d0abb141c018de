package org.vigil.models.scoring;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.FloatBuffer;
import java.util.List;
import org.vigil.models.nn.MemoryFormat;
import org.vigil.models.preprocess.InputSpec;

/**
 * The native memory that every batch of a scorer is written into: the engine reads a direct buffer
 * in place, and one made anew for each batch would be held until some later collection. For one
 * thread at a time.
 */
final class InputRoom {
  private final InputSpec spec;
  private final NDManager manager;
  private ByteBuffer room = ByteBuffer.allocateDirect(0);

  InputRoom(InputSpec spec, NDManager manager) {
    this.spec = spec;
    this.manager = manager;
  }

  /**
   * @return [batch, channels, height, width] in the memory format that networks are fastest with
   * @throws IllegalArgumentException if an input has another length, or there is none
   * @throws ScoringException if an input holds a value that is not finite
   */
  NDArray batch(List<float[]> inputs) {
    if (inputs.isEmpty() || inputs.stream().anyMatch(input -> input.length != spec.length())) {
      throw new IllegalArgumentException("needs inputs of " + spec.length() + " numbers");
    }
    inputs.forEach(InputRoom::requireFinite);
    ByteBuffer bytes = of(inputs.size() * spec.length() * Float.BYTES);
    FloatBuffer floats = bytes.asFloatBuffer();
    inputs.forEach(floats::put);
    Shape shape = new Shape(inputs.size(), spec.channels(), spec.height(), spec.width());
    return MemoryFormat.channelsLast(manager.create(bytes, shape, DataType.FLOAT32));
  }

  /** A rectifier within a packed convolution makes 0 of what is no number, and so a score. */
  private static void requireFinite(float[] input) {
    float sum = 0;
    for (float value : input) {
      sum += value * 0; // stays 0 unless a value is infinite or no number
    }
    if (sum != 0) {
      throw new ScoringException("an input holds a value that is not finite");
    }
  }

  private ByteBuffer of(int bytes) {
    if (room.capacity() < bytes) {
      room = ByteBuffer.allocateDirect(bytes).order(ByteOrder.nativeOrder());
    }
    return room.clear().limit(bytes).slice().order(ByteOrder.nativeOrder());
  }
}
