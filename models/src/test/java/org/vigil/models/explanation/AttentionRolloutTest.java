package org.vigil.models.explanation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.VisionTransformer;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.NoGradients;

class AttentionRolloutTest {
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  /** Two layers, two heads, three tokens, multiplied by hand. */
  @Test
  void layersAreMultipliedWithHalfOfEachPassingBy() {
    NDArray first =
        heads(
            new float[] {0, 1, 0, 0, 0, 1, 1, 0, 0}, // head means: [[.25, .75, 0], ...
            new float[] {.5f, .5f, 0, 0, 1, 0, 0, 0, 1});
    NDArray second =
        heads(
            new float[] {.2f, .4f, .4f, 1, 0, 0, 0, 1, 0},
            new float[] {.2f, .4f, .4f, 0, 1, 0, 0, 0, 1});
    // Class token, second layer: (0.6, 0.2, 0.2). Rows of the first layer, halved with identity:
    // (0.625, 0.375, 0), (0, 0.75, 0.25), (0.25, 0, 0.75).
    float[] expected = {0.6f * 0.375f + 0.2f * 0.75f, 0.2f * 0.25f + 0.2f * 0.75f};

    assertArrayEquals(expected, AttentionRollout.of(List.of(first, second))[0], 1e-6f);
  }

  @Test
  void whatTheClassTokenReadsOfAVisionTransformerIsAShareOfOne() {
    VisionTransformer network =
        VisionTransformer.b16(
            new Build(manager, new Random(1)), new NetworkOptions(2, 3, 0, false));
    GoldenNetwork.fill(network);
    NDArray pictures =
        manager.create(GoldenFill.input("rollout", 2, 2 * 3 * 32 * 48), new Shape(2, 3, 32, 48));

    float[][] shares = NoGradients.run(() -> AttentionRollout.of(network.attention(pictures)));

    assertEquals(2, shares.length);
    for (float[] picture : shares) {
      HeatMap map = new HeatMap(2, 3, picture); // patches of 16 pixels
      double sum = 0;
      for (float share : picture) {
        assertTrue(share > 0);
        sum += share;
      }
      // At least what every layer lets pass by stays with the class token.
      assertTrue(sum > 0.5 && sum < 1, "the patches gave " + sum);
      assertEquals(1, map.toPeakOne().peak());
    }
  }

  @Test
  void noLayerIsNoAttention() {
    assertThrows(IllegalArgumentException.class, () -> AttentionRollout.of(List.of()));
  }

  private NDArray heads(float[] first, float[] second) {
    float[] both = new float[18];
    System.arraycopy(first, 0, both, 0, 9);
    System.arraycopy(second, 0, both, 9, 9);
    return manager.create(both, new Shape(1, 2, 3, 3));
  }
}
