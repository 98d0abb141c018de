package org.vigil.models.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.vigil.models.nn.Module;

/** Carries tensors between files and modules. */
public final class ModuleWeights {
  private ModuleWeights() {}

  /**
   * Copies tensors into a module, all or nothing.
   *
   * @throws WeightsException listing missing and unexpected names, or naming the tensor whose shape
   *     differs or that is not finite; the module is unchanged then
   */
  public static void load(Module module, Map<String, Tensor> tensors) {
    Map<String, NDArray> arrays = new LinkedHashMap<>();
    module.parameters().forEach((name, parameter) -> arrays.put(name, parameter.value()));
    load(arrays, tensors);
  }

  /**
   * Copies tensors into arrays of the same names, all or nothing.
   *
   * @throws WeightsException as {@link #load(Module, Map)}
   */
  public static void load(Map<String, NDArray> arrays, Map<String, Tensor> tensors) {
    requireSameNames(arrays.keySet(), tensors.keySet());
    arrays.forEach((name, array) -> requireFits(name, array, tensors.get(name)));
    arrays.forEach((name, array) -> copy(tensors.get(name), array));
  }

  private static void requireSameNames(Set<String> wanted, Set<String> given) {
    Set<String> missing = new TreeSet<>(wanted);
    missing.removeAll(given);
    Set<String> unexpected = new TreeSet<>(given);
    unexpected.removeAll(wanted);
    if (!missing.isEmpty() || !unexpected.isEmpty()) {
      throw new WeightsException(
          "missing tensors " + missing + ", unexpected tensors " + unexpected);
    }
  }

  private static void requireFits(String name, NDArray parameter, Tensor tensor) {
    boolean sameType =
        (parameter.getDataType() == DataType.INT64) == (tensor.type() == Tensor.Type.I64);
    if (!sameType || !Arrays.equals(parameter.getShape().getShape(), tensor.shape())) {
      throw new WeightsException(
          "%s: the file has %s, the network wants %s"
              .formatted(name, tensor.describe(), parameter.getShape()));
    }
    if (tensor.type() == Tensor.Type.F32) {
      var floats =
          tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind().asFloatBuffer();
      while (floats.hasRemaining()) {
        if (!Float.isFinite(floats.get())) {
          throw new WeightsException(name + ": holds a value that is not finite");
        }
      }
    }
  }

  private static void copy(Tensor tensor, NDArray target) {
    ByteBuffer data = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind();
    switch (tensor.type()) {
      case F32 -> {
        float[] values = new float[data.remaining() / Float.BYTES];
        data.asFloatBuffer().get(values);
        target.set(values);
      }
      case I64 -> {
        long[] values = new long[data.remaining() / Long.BYTES];
        data.asLongBuffer().get(values);
        target.set(LongBuffer.wrap(values));
      }
    }
  }

  /** The tensors of a module as they are now. */
  public static Map<String, Tensor> save(Module module) {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    module.parameters().forEach((name, parameter) -> tensors.put(name, tensor(parameter.value())));
    return tensors;
  }

  /** A copy of an array's values. */
  public static Tensor tensor(NDArray array) {
    long[] shape = array.getShape().getShape();
    if (array.getDataType() == DataType.INT64) {
      long[] values = array.toLongArray();
      ByteBuffer data = buffer(values.length * Long.BYTES);
      data.asLongBuffer().put(values);
      return new Tensor(Tensor.Type.I64, shape, data);
    }
    float[] values = array.toFloatArray();
    ByteBuffer data = buffer(values.length * Float.BYTES);
    data.asFloatBuffer().put(values);
    return new Tensor(Tensor.Type.F32, shape, data);
  }

  private static ByteBuffer buffer(int bytes) {
    return ByteBuffer.allocate(bytes).order(ByteOrder.LITTLE_ENDIAN);
  }
}
