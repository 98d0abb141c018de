package org.vigil.models.nn;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import ai.djl.pytorch.engine.PtNDArray;
import ai.djl.pytorch.jni.JniUtils;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;

/** Each rewriting step by itself; whole networks against references are GoldenBackbonesTest's. */
class ForInferenceTest {
  private static final float TOLERANCE = 1e-4f;

  static List<Conv2d.Spec> convolutions() {
    return List.of(
        Conv2d.of(3, 16, 1),
        Conv2d.of(1, 8, 7).withStride(2).withPadding(3),
        Conv2d.of(8, 8, 3).withGroups(8).withPadding(1).withBias(),
        Conv2d.of(8, 12, 3).withDilation(2).withGroups(4).withBias(),
        Conv2d.of(5, 7, 4).withStride(4));
  }

  @ParameterizedTest
  @MethodSource("convolutions")
  void aPackedConvolutionGivesTheSameWithEveryFunction(Conv2d.Spec spec) {
    for (NonLinearity function : NonLinearity.values()) {
      try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
        Conv2d convolution = spec.build(new Build(manager, new Random(1))).then(function);
        convolution.parameters().values().forEach(each -> each.value().addi(0.1));
        for (int batch : new int[] {2, 3}) {
          NDArray x = manager.randomUniform(-9, 9, new Shape(batch, spec.in(), 15, 13));
          float[] plain = asked(() -> convolution.forward(x));
          ForInference.packConvolutions(convolution);
          Supplier<NDArray> last = () -> convolution.forward(MemoryFormat.channelsLast(x));
          assertArrayEquals(plain, asked(() -> convolution.forward(x)), TOLERANCE);
          assertArrayEquals(plain, asked(last), TOLERANCE, function.name());
        }
      }
    }
  }

  @ParameterizedTest
  @EnumSource(names = {"IDENTITY", "RELU", "SILU"})
  void aNormalisationWithoutAConvolutionKeepsItsFunction(NonLinearity function) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      BatchNorm2d norm = new BatchNorm2d(new Build(manager, new Random(1)), 6).then(function);
      norm.runningMean().addi(0.5);
      norm.runningVar().muli(3);
      NDArray x = manager.randomUniform(-2, 2, new Shape(2, 6, 5, 4));
      float[] before = x.toFloatArray();
      float[] plain = asked(() -> norm.forward(x));
      ForInference.foldBatchNorms(norm);
      assertArrayEquals(plain, asked(() -> norm.forward(x)), TOLERANCE);
      assertArrayEquals(before, x.toFloatArray(), 0, "the input is not written over");
    }
  }

  @Test
  void fusedAttentionGivesTheSame() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      var attention = new MultiHeadAttention(new Build(manager, new Random(1)), 48, 4);
      NDArray x = manager.randomUniform(-3, 3, new Shape(2, 77, 48));
      float[] plain = asked(() -> attention.forward(x));
      ForInference.fuseAttention(attention);
      assertArrayEquals(plain, asked(() -> attention.forward(x)), TOLERANCE);
    }
  }

  @ParameterizedTest
  @MethodSource("gradientNetworks")
  void aRewrittenNetworkStillHasTheGradientsOfItsMaps(String name) {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(1));
      Network network = Networks.create(name, build, NetworkOptions.published(5));
      NDArray x = manager.randomUniform(-1, 1, new Shape(2, 3, 64, 64));
      float[] plain = gradient(network, x);
      ForInference.rewrite(network);
      float[] rewritten = gradient(network, x);
      double largest = 0;
      for (float value : plain) {
        largest = Math.max(largest, Math.abs(value));
      }
      assertArrayEquals(plain, rewritten, (float) (1e-3 * largest)); // sums over 4,096 pixels
    }
  }

  static List<String> gradientNetworks() {
    return List.of("resnet18", "densenet121", "mobilenet_v2", "vit_b_16");
  }

  /** Of the first class with respect to the pictures. */
  private static float[] gradient(Network network, NDArray x) {
    boolean before = JniUtils.isGradMode();
    JniUtils.setGradMode(true);
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      NDArray leaf = x.duplicate();
      leaf.setRequiresGradient(true);
      NDArray score = network.forward(leaf).get(":, 0").sum();
      JniUtils.backward((PtNDArray) score, (PtNDArray) score.onesLike(), false, false);
      return leaf.getGradient().toFloatArray();
    } finally {
      JniUtils.setGradMode(before);
    }
  }

  @Test
  void rewritingTwiceChangesNothingMore() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(1));
      Network network = Networks.create("resnet18", build, new NetworkOptions(3, 1, 8, true));
      NDArray x = manager.randomUniform(-1, 1, new Shape(1, 1, 28, 28));
      ForInference.rewrite(network);
      float[] once = asked(() -> network.forward(x));
      ForInference.rewrite(network);
      assertEquals(Arrays.toString(once), Arrays.toString(asked(() -> network.forward(x))));
    }
  }

  private static float[] asked(Supplier<NDArray> network) {
    return NoGradients.run(() -> network.get().toFloatArray());
  }
}
