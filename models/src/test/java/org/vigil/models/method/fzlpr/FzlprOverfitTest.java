package org.vigil.models.method.fzlpr;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.method.OverfitRun;
import org.vigil.models.method.RealRadiographs;
import org.vigil.models.method.fzlpr.FzlprConfiguration.Stage;
import org.vigil.models.method.fzlpr.FzlprConfiguration.Top;
import org.vigil.models.network.DenseNet;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.PaperRecipes;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.PictureObjective;

/** A small DenseNet under the whole recipe: top network first, then everything. */
class FzlprOverfitTest {
  private static final DenseNet.Sizes SMALL = new DenseNet.Sizes(List.of(2, 2, 2, 2), 4, 8, 2);

  @Test
  void theNetworkLearnsThirtyTwoRadiographsByHeart() {
    PictureBatch batch = RealRadiographs.read(32).batch(PaperRecipes.fzlpr());
    FzlprConfiguration configuration =
        FzlprConfiguration.published(RealRadiographs.classes())
            .with(RealRadiographs.classes(), new Top(64, 64, 64, 0.1))
            .with(new Stage(5, Schedule.constant(1e-2)), new Stage(120, Schedule.constant(1e-2)));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(3));
      DenseNet base = new DenseNet(build, NetworkOptions.published(1), SMALL);
      FzlprNetwork network = new FzlprNetwork(build, configuration, base);
      double left =
          OverfitRun.remainder(
              network,
              manager,
              new PictureObjective(network, manager, configuration.loss()),
              batch,
              configuration.settings(new Seed(5)),
              0.04);
      assertTrue(left < 0.05, () -> "left of the loss: " + left);
    }
  }
}
