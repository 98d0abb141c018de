package org.vigil.models.nn;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.engine.PtNDManager;
import ai.djl.pytorch.engine.PtSymbolBlock;
import ai.djl.pytorch.jni.IValue;
import ai.djl.pytorch.jni.IValueUtils;
import ai.djl.pytorch.jni.JniUtils;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.UncheckedIOException;

/**
 * Functions that libtorch has and the binding lacks: convolutions in oneDNN's own form and fused
 * attention. They are reached through a small program in TorchScript. They record no gradients:
 * call them where gradients are off. Thread-safe.
 */
final class EngineFunctions {
  private static final String PROGRAM =
      """
      class Program(Module):
        __parameters__ = []
        __buffers__ = []
        training : bool
        def pack(self: __torch__.Program, w: Tensor, p: List[int], s: List[int], d: List[int],
            g: int) -> Tensor:
          return ops.mkldnn._reorder_convolution_weight(w, p, s, d, g, None)
        def convolve(self: __torch__.Program, x: Tensor, w: Tensor, b: Tensor, p: List[int],
            s: List[int], d: List[int], g: int, f: str) -> Tensor:
          none = annotate(List[Optional[number]], [])
          return ops.mkldnn._convolution_pointwise(x, w, b, p, s, d, g, f, none, None)
        def convolve6(self: __torch__.Program, x: Tensor, w: Tensor, b: Tensor, p: List[int],
            s: List[int], d: List[int], g: int, f: str) -> Tensor:
          bounds = annotate(List[Optional[number]], [0., 6.])
          return ops.mkldnn._convolution_pointwise(x, w, b, p, s, d, g, f, bounds, None)
        def normalise(self: __torch__.Program, x: Tensor, w: Tensor, b: Tensor, m: Tensor,
            v: Tensor, eps: float) -> Tensor:
          return torch.relu_(torch.batch_norm(x, w, b, m, v, False, 0., eps, True))
        def add(self: __torch__.Program, x: Tensor, y: Tensor) -> Tensor:
          return torch.relu_(torch.add_(x, y))
        def attend(self: __torch__.Program, q: Tensor, k: Tensor, v: Tensor) -> Tensor:
          return torch.scaled_dot_product_attention(q, k, v)
      """;

  private EngineFunctions() {}

  /** Loaded on first use and kept as long as the process lives; it holds no tensors. */
  private static final class Loaded {
    static final PtSymbolBlock BLOCK = load();

    private static PtSymbolBlock load() {
      byte[] archive = TorchScriptArchive.of("Program", PROGRAM);
      NDManager manager = NDManager.newBaseManager(ai.djl.Device.cpu(), "PyTorch");
      try {
        return JniUtils.loadModule(
            (PtNDManager) manager, new ByteArrayInputStream(archive), false, false);
      } catch (IOException e) {
        throw new UncheckedIOException(e); // it is read from memory
      }
    }
  }

  /**
   * Calls a function of the program.
   *
   * @param x its first argument, whose manager owns the result
   * @param rest its other arguments, which stay the caller's
   */
  static NDArray call(String function, NDArray x, IValue... rest) {
    IValue[] all = new IValue[rest.length + 1];
    System.arraycopy(rest, 0, all, 1, rest.length);
    try (IValue first = value(x)) {
      all[0] = first;
      try (IValue result = IValueUtils.runMethod(Loaded.BLOCK, function, all)) {
        return result.toTensor((PtNDManager) x.getManager());
      }
    }
  }

  /** An array as an argument; to be closed. */
  static IValue value(NDArray x) {
    return IValue.from((PtNDArray) x);
  }
}
