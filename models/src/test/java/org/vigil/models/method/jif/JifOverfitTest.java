package org.vigil.models.method.jif;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.method.OverfitRun;
import org.vigil.models.method.RealLesions;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.TrainingSettings;

/** Every fusion under both structures learns 32 real lesions by heart. */
class JifOverfitTest {
  private static final int SIDE = 32;
  private static final int CLASSES = 3;
  private static final int CRITERIA = 14;

  private static final TrainingSettings RUN =
      TrainingSettings.of(
          300, LearningRate.byEpoch(Schedule.constant(0.01)), Adam.adam(0), new Seed(3));

  static Stream<Arguments> variants() {
    return Stream.of(
            new JifSettings.Attention(12, 4, MultiModalAttention.RootScale.INSIDE),
            new JifSettings.Mutual(12, 4),
            new JifSettings.Concatenated(),
            new JifSettings.Block(),
            new JifSettings.Net(8))
        .flatMap(
            kind ->
                Stream.of(JifSettings.Structure.values())
                    .map(structure -> Arguments.of(kind, structure)));
  }

  @ParameterizedTest
  @MethodSource("variants")
  void theNetworkLearnsThirtyTwoLesionsByHeart(
      JifSettings.Kind kind, JifSettings.Structure structure) {
    RealLesions lesions = RealLesions.read(32);
    JifSettings settings =
        JifSettings.published("resnet18", CRITERIA, CLASSES).with(kind).with(structure);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(7));
      Network backbone =
          Networks.create("resnet18", build, new NetworkOptions(CLASSES, 3, 8, true));
      JifNetwork network = new JifNetwork(build, settings, backbone);
      NDArray pictures = lesions.pixels(manager, SIDE, false);
      NDArray criteria = lesions.criteria(manager);
      NDArray diagnoses = lesions.diagnoses(manager);
      JifLoss loss = JifLoss.published(new float[] {1, 1, 1});
      double left =
          OverfitRun.remainder(
              network,
              manager,
              (Integer all) -> loss.of(network.predict(pictures, criteria), diagnoses),
              0,
              RUN,
              0.04);
      assertTrue(left < 0.05, () -> "left of the loss: " + left);
    }
  }
}
