package org.vigil.models.method.paired;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import java.util.Set;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.loss.PairedLoss;
import org.vigil.models.method.OverfitRun;
import org.vigil.models.method.RealLesions;
import org.vigil.models.method.ammfm.AmmfmNetwork;
import org.vigil.models.method.ammfm.AmmfmSettings;
import org.vigil.models.method.fusionm4net.FusionM4Network;
import org.vigil.models.method.fusionm4net.FusionM4Settings;
import org.vigil.models.method.pemm.PemmNetwork;
import org.vigil.models.method.pemm.PemmSettings;
import org.vigil.models.method.pemm.SharedCrossAttention;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.network.SwinTransformer;
import org.vigil.models.nn.Build;
import org.vigil.models.schedule.LinearWarmup;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Adam;
import org.vigil.models.training.GradientClip;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.TrainingSettings;

/**
 * Every method for paired pictures learns 32 real lesions by heart. No clinical pictures are at
 * hand: the second input is the lesion's dermoscopic picture mirrored, which serves to test that it
 * learns.
 */
class PairedOverfitTest {
  private static final int SIDE = 32;
  private static final TaskBranch.Widths WIDTHS = new TaskBranch.Widths(64, 32);
  private static final List<Integer> TASKS = RealLesions.tasks();

  private static final TrainingSettings RUN =
      TrainingSettings.of(
          600, LearningRate.byEpoch(Schedule.constant(0.003)), Adam.adam(0), new Seed(3));

  /** At that rate a transformer stops learning halfway; it needs about 300 of these steps. */
  private static final TrainingSettings SLOWER =
      TrainingSettings.of(
              700,
              LearningRate.byEpoch(new LinearWarmup(Schedule.constant(0.0015), 20, 0.05)),
              Adam.adam(0),
              new Seed(3))
          .withClip(new GradientClip.Norm(1));

  private static final SwinTransformer.Sizes SWIN =
      new SwinTransformer.Sizes(
          SwinTransformer.Version.V2, 16, List.of(1, 1, 2, 1), List.of(1, 2, 4, 8), 4, 0);

  private static final Set<String> PUBLISHED =
      Set.of("AMMFM ASYMMETRIC", "PEMM " + PemmSettings.PUBLISHED.attention(), "FusionM4Net");

  /** Makes a small network of a method. */
  private interface Small {
    PairedNetwork build(Build build);
  }

  static Stream<Arguments> methods() {
    AmmfmSettings ammfm = AmmfmSettings.PUBLISHED.with(WIDTHS, TASKS);
    PemmSettings pemm = PemmSettings.PUBLISHED.with(WIDTHS, TASKS);
    FusionM4Settings fusionM4 = new FusionM4Settings("resnet18", WIDTHS, TASKS);
    Stream<Arguments> ammfms =
        Stream.of(AmmfmSettings.Interaction.values())
            .map(
                interaction ->
                    method(
                        "AMMFM " + interaction,
                        build ->
                            new AmmfmNetwork(
                                build,
                                ammfm.with(interaction),
                                encoder(build, 16),
                                encoder(build, 8)),
                        ammfm.loss()));
    Stream<Arguments> pemms =
        Stream.of(
                new PemmSettings.None(),
                new PemmSettings.Unshared(),
                new PemmSettings.Shared(SharedCrossAttention.Mode.CROSS),
                new PemmSettings.Shared(SharedCrossAttention.Mode.SELF))
            .map(
                attention ->
                    method(
                        "PEMM " + attention,
                        build -> new PemmNetwork(build, pemm.with(attention), encoder(build, 8)),
                        pemm.loss(PemmSettings.CLINICAL_SHARE)));
    Arguments onSwin =
        Arguments.of(
            "PEMM on Swin V2",
            (Small) build -> new PemmNetwork(build, pemm, swin(build)),
            pemm.loss(PemmSettings.CLINICAL_SHARE),
            SLOWER);
    Arguments first =
        method(
            "FusionM4Net",
            build -> new FusionM4Network(build, fusionM4, encoder(build, 8), encoder(build, 8)),
            fusionM4.loss());
    Stream<Arguments> all =
        Stream.of(ammfms, pemms, Stream.of(onSwin, first)).flatMap(each -> each);
    return Boolean.getBoolean("vigil.models.slow")
        ? all
        : all.filter(PairedOverfitTest::isPublished);
  }

  /** The variants of the ablations run with {@code -DargLine=-Dvigil.models.slow=true}. */
  private static boolean isPublished(Arguments method) {
    return PUBLISHED.contains(method.get()[0].toString());
  }

  private static Arguments method(String name, Small small, PairedLoss loss) {
    return Arguments.of(name, small, loss, RUN);
  }

  private static ImageEncoder swin(Build build) {
    Build own = new Build(build.manager(), new Random(7));
    return new ImageEncoder(
        new SwinTransformer(own, NetworkOptions.published(1), SWIN), List.of(16, 32, 64, 128));
  }

  private static ImageEncoder encoder(Build build, int width) {
    return new ImageEncoder(
        Networks.create("resnet18", build, new NetworkOptions(1, 3, width, false)),
        List.of(width, 2 * width, 4 * width, 8 * width));
  }

  @ParameterizedTest(name = "{0}")
  @MethodSource("methods")
  void theMethodLearnsThirtyTwoLesionsByHeart(
      String name, Small small, PairedLoss loss, TrainingSettings settings) {
    RealLesions lesions = RealLesions.read(32);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      PairedNetwork network = small.build(new Build(manager, new Random(7)));
      NDArray derm = lesions.pixels(manager, SIDE, false);
      NDArray clin = lesions.pixels(manager, SIDE, true);
      NDArray answers = lesions.answers(manager);
      double left =
          OverfitRun.remainder(
              network,
              manager,
              (Integer all) -> network.predict(derm, clin).loss(loss, answers),
              0,
              settings,
              0.04);
      assertTrue(left < 0.05, () -> "left of the loss: " + left);
    }
  }
}
