package org.vigil.models.method.ctranscnn;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.method.OverfitRun;
import org.vigil.models.method.RealRadiographs;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration.Tokens;
import org.vigil.models.method.ctranscnn.CTransCnnConfiguration.Training;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.Framing;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Recipe;
import org.vigil.models.seed.Seed;

/** A small network, a layer of each group, under the recipe, both heads, Pareto weights. */
class CTransCnnOverfitTest {
  private static final int STEPS = 400;

  @Test
  void theNetworkLearnsThirtyTwoRadiographsByHeart() {
    Recipe small = new Recipe(new Framing.Stretched(64, 64), Kernel.BICUBIC);
    PictureBatch batch = RealRadiographs.read(32).batch(small);
    CTransCnnConfiguration configuration =
        CTransCnnConfiguration.of(RealRadiographs.classes(), 32, 3, new Tokens(48, 3))
            .with(Training.PUBLISHED.with(STEPS, 5));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      CTransCnn network = new CTransCnn(new Build(manager, new Random(3)), configuration);
      double left =
          OverfitRun.remainder(
              network,
              manager,
              new CTransCnnObjective(network, manager, configuration.loss()),
              batch,
              configuration.settings(1, new Seed(5)),
              0.04);
      assertTrue(left < 0.05, () -> "left of the loss: " + left);
    }
  }
}
