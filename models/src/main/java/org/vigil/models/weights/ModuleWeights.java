package org.vigil.models.weights;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.LongBuffer;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.vigil.models.nn.Module;

/** Carries tensors between files and modules. */
public final class ModuleWeights {
  /** Faults that a message lists; a file for another network has hundreds. */
  private static final int LISTED = 1000;

  private ModuleWeights() {}

  /**
   * Copies tensors into a module, all or nothing.
   *
   * @throws WeightsException listing every tensor that is missing, unexpected, of another type or
   *     shape (with both) or not finite; the module is unchanged then
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
    requireFits(arrays, tensors);
    arrays.forEach((name, array) -> copy(tensors.get(name), array));
  }

  /**
   * Checks tensors without copying them.
   *
   * @throws WeightsException as {@link #load(Module, Map)}
   */
  public static void requireFits(Map<String, NDArray> arrays, Map<String, Tensor> tensors) {
    List<String> faults = new ArrayList<>();
    arrays.forEach(
        (name, array) -> {
          Tensor tensor = tensors.get(name);
          if (tensor == null) {
            faults.add("missing " + name + " " + describe(array));
          } else if (!describe(array).equals(tensor.describe())) {
            faults.add(
                "%s: the file has %s, the network wants %s"
                    .formatted(name, tensor.describe(), describe(array)));
          } else if (!finite(tensor)) {
            faults.add(name + ": holds a value that is not finite");
          }
        });
    tensors.forEach(
        (name, tensor) -> {
          if (!arrays.containsKey(name)) {
            faults.add("unexpected " + Header.shown(name) + " " + tensor.describe());
          }
        });
    if (!faults.isEmpty()) {
      throw new WeightsException(String.join("; ", shortened(faults)));
    }
  }

  private static List<String> shortened(List<String> faults) {
    if (faults.size() <= LISTED) {
      return faults;
    }
    List<String> some = new ArrayList<>(faults.subList(0, LISTED));
    some.add("and " + (faults.size() - LISTED) + " more");
    return some;
  }

  private static String describe(NDArray array) {
    Tensor.Type type = array.getDataType() == DataType.INT64 ? Tensor.Type.I64 : Tensor.Type.F32;
    return type + Arrays.toString(array.getShape().getShape());
  }

  private static boolean finite(Tensor tensor) {
    if (tensor.type() != Tensor.Type.F32) {
      return true;
    }
    var floats = tensor.data().duplicate().order(ByteOrder.LITTLE_ENDIAN).rewind().asFloatBuffer();
    boolean finite = true;
    while (finite && floats.hasRemaining()) {
      finite = Float.isFinite(floats.get());
    }
    return finite;
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
