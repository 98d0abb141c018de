package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.nn.Activation;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Optional;
import java.util.function.UnaryOperator;

/** The element-wise functions between a network's layers, as PyTorch defines them. */
public enum NonLinearity {
  IDENTITY(x -> x, "none"),
  RELU(Activation::relu, "relu"),
  RELU6(x -> x.clip(0, 6), "hardtanh"),
  SIGMOID(Activation::sigmoid, "sigmoid"),
  /** x sigmoid(x), also called swish. */
  SILU(x -> x.mul(Activation.sigmoid(x)), "swish"),
  /** The exact form, x Phi(x). */
  GELU(x -> JniUtils.gelu((PtNDArray) x), null),
  /** min(max(x + 3, 0), 6) / 6 (Howard et al. 2019, section 5.2). */
  HARDSIGMOID(NonLinearity::hardSigmoid, "hardsigmoid"),
  /** x hardsigmoid(x). */
  HARDSWISH(x -> x.mul(hardSigmoid(x)), "hardswish");

  private final UnaryOperator<NDArray> function;
  private final String engineName; // null where the engine computes it by itself only

  NonLinearity(UnaryOperator<NDArray> function, String engineName) {
    this.function = function;
    this.engineName = engineName;
  }

  /** What the engine calls it behind a convolution; RELU6 is a hardtanh from 0 to 6. */
  Optional<String> engineName() {
    return Optional.ofNullable(engineName);
  }

  public NDArray of(NDArray x) {
    return function.apply(x);
  }

  private static NDArray hardSigmoid(NDArray x) {
    return Scalar.div(x.add(3).clip(0, 6), 6);
  }
}
