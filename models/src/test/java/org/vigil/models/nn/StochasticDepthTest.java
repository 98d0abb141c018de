package org.vigil.models.nn;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.engine.Engine;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

class StochasticDepthTest {
  private static final int CASES = 4000;
  private static final int SEED = 7;
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager("PyTorch");
    Engine.getEngine("PyTorch").setRandomSeed(SEED);
  }

  @AfterEach
  void close() {
    manager.close();
  }

  @Test
  void inTrainingACaseLosesItsWholeBranchOrHasItEnlarged() {
    StochasticDepth depth = new StochasticDepth(0.2);
    depth.train(true);
    float[] left = depth.forward(manager.ones(new Shape(CASES, 3))).toFloatArray();
    int lost = 0;
    for (int i = 0; i < left.length; i += 3) {
      assertEquals(left[i], left[i + 1]);
      assertEquals(left[i], left[i + 2]);
      assertTrue(left[i] == 0 || Math.abs(left[i] - 1.25) < 1e-6, "case " + i / 3 + ": " + left[i]);
      lost += left[i] == 0 ? 1 : 0;
    }
    assertEquals(0.2, lost / (double) CASES, 0.03, "seed " + SEED);
  }

  @Test
  void inEvaluationNothingChanges() {
    NDArray branch = manager.ones(new Shape(2, 3));
    assertSame(branch, new StochasticDepth(0.9).forward(branch));
  }

  @Test
  void aRateThatLeavesNothingIsRefused() {
    assertThrows(IllegalArgumentException.class, () -> new StochasticDepth(1));
    assertThrows(IllegalArgumentException.class, () -> new StochasticDepth(Double.NaN));
  }
}
