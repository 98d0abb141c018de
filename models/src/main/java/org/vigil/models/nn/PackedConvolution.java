package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.jni.IValue;
import java.util.List;
import java.util.UUID;

/**
 * A convolution as oneDNN keeps it on a CPU: weights in blocks, laid out once, and the function
 * behind it computed while the results are still in registers. Input and result have channels last.
 * For inference. Belongs to the weights' manager.
 */
final class PackedConvolution implements AutoCloseable {
  private final String function;
  private final NDArray weight; // opaque: only the engine's convolution can read it
  private final IValue[] arguments;

  /**
   * @param weight [out, in / groups, kernel, kernel], on a CPU, float32
   * @param bias [out]
   */
  PackedConvolution(
      NDArray weight, NDArray bias, Conv2d.Geometry geometry, NonLinearity nonLinearity) {
    IValue padding = list(geometry.padding());
    IValue stride = list(geometry.stride());
    IValue dilation = list(geometry.dilation());
    IValue groups = IValue.from((long) geometry.groups());
    this.weight = EngineFunctions.call("pack", weight, padding, stride, dilation, groups);
    NDScope.unregister(this.weight); // Outlives the scope in which it was computed.
    this.function = nonLinearity == NonLinearity.RELU6 ? "convolve6" : "convolve";
    this.arguments =
        new IValue[] {
          EngineFunctions.value(this.weight),
          EngineFunctions.value(bias),
          padding,
          stride,
          dilation,
          groups,
          IValue.from(nonLinearity.engineName().orElseThrow())
        };
    weight.getManager().attachInternal(UUID.randomUUID().toString(), this);
  }

  private static IValue list(Shape shape) {
    return IValue.listFrom(shape.getShape());
  }

  /** [batch, in, h, w] to [batch, out, h', w'], the function applied. */
  NDArray forward(NDArray x) {
    return EngineFunctions.call(function, x, arguments);
  }

  @Override
  public void close() {
    List.of(arguments).forEach(IValue::close);
    weight.close();
  }
}
