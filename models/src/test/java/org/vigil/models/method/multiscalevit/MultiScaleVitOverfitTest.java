package org.vigil.models.method.multiscalevit;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.method.OverfitRun;
import org.vigil.models.method.RealLesions;
import org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration.Encoder;
import org.vigil.models.nn.Build;
import org.vigil.models.schedule.MultiLossSchedule;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;

/** A small transformer over three scales under the three losses, each phase's weights in turn. */
class MultiScaleVitOverfitTest {
  private static final int SIDE = 48; // 48 and 24 pixels: 9 + 1 patches
  private static final int CLASSES = 3;

  @Test
  void theNetworkLearnsThirtyTwoLesionsByHeartInEveryPhase() {
    for (int phase = 0; phase < MultiLossSchedule.ofPaper().phases().size(); phase++) {
      double left = remainder(phase);
      String which = "phase " + phase + ", left of the loss: " + left;
      assertTrue(left < 0.05, which);
    }
  }

  private static double remainder(int phase) {
    MultiLossSchedule paper = MultiLossSchedule.ofPaper();
    var weights = new MultiLossSchedule(List.of(paper.phases().get(phase)), 1);
    MultiScaleVitConfiguration configuration =
        MultiScaleVitConfiguration.of(CLASSES, new Encoder(48, 2, 4, 96, 0.1), 32)
            .with(MultiScaleVitTraining.PUBLISHED.with(300, Schedule.constant(2e-3), weights));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      RealLesions lesions = RealLesions.read(32);
      float[] pixels = lesions.pixels(manager, SIDE, false).toFloatArray();
      float[] targets = lesions.diagnoses(manager).toFloatArray();
      var batch = new MultiScaleVitBatch(new PictureBatch(pixels, targets, 32, 3, SIDE, SIDE), 0);
      MultiScaleVit network = new MultiScaleVit(new Build(manager, new Random(3)), configuration);
      return OverfitRun.remainder(
          network,
          manager,
          new MultiScaleVitObjective(network, configuration, manager, Optional.empty()),
          batch,
          configuration.training().settings(new Seed(5)),
          0.04);
    }
  }
}
