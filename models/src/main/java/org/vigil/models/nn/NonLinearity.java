package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.function.UnaryOperator;

/** The element-wise functions between a network's layers, as PyTorch defines them. */
public enum NonLinearity {
  IDENTITY(x -> x),
  RELU(Activation::relu),
  RELU6(x -> x.clip(0, 6)),
  SIGMOID(Activation::sigmoid),
  /** x sigmoid(x), also called swish. */
  SILU(x -> x.mul(Activation.sigmoid(x))),
  /** The exact form, x Phi(x). */
  GELU(x -> JniUtils.gelu((PtNDArray) x)),
  /** min(max(x + 3, 0), 6) / 6 (Howard et al. 2019, section 5.2). */
  HARDSIGMOID(NonLinearity::hardSigmoid),
  /** x hardsigmoid(x). */
  HARDSWISH(x -> x.mul(hardSigmoid(x)));

  private final UnaryOperator<NDArray> function;

  NonLinearity(UnaryOperator<NDArray> function) {
    this.function = function;
  }

  public NDArray of(NDArray x) {
    return function.apply(x);
  }

  private static NDArray hardSigmoid(NDArray x) {
    return Scalar.div(x.add(3).clip(0, 6), 6);
  }
}
