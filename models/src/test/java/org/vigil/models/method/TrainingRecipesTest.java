package org.vigil.models.method;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;
import org.vigil.models.loss.PairedLoss;
import org.vigil.models.method.jif.JifLoss;
import org.vigil.models.method.jif.JifNetwork;
import org.vigil.models.method.jif.JifRecipe;
import org.vigil.models.method.jif.JifSettings;
import org.vigil.models.method.paired.ImageEncoder;
import org.vigil.models.method.paired.PairedRecipes;
import org.vigil.models.method.paired.TaskBranch;
import org.vigil.models.method.pemm.PemmNetwork;
import org.vigil.models.method.pemm.PemmSettings;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.sampling.BatchSource;
import org.vigil.models.sampling.BatchStream;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Averaging;
import org.vigil.models.training.Epoch;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.Phase;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;
import org.vigil.models.training.TrainingSettings;

/** The papers' recipes drive the training loop; shortened, on a handful of random cases. */
class TrainingRecipesTest {
  private static final int CASES = 6;

  @Test
  void jifIsTrainedByItsRecipe() {
    TrainingRecipe recipe = JifRecipe.published(new Seed(1));
    assertEquals(150, recipe.settings().epochs());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(2));
      JifSettings settings =
          JifSettings.published("resnet18", 5, 3).with(new JifSettings.Concatenated());
      JifNetwork network =
          new JifNetwork(
              build,
              settings,
              Networks.create("resnet18", build, new NetworkOptions(3, 3, 8, true)));
      NDArray pictures = manager.randomNormal(new Shape(CASES, 3, 16, 16));
      NDArray metadata = manager.randomNormal(new Shape(CASES, 5));
      NDArray targets = manager.create(new int[] {0, 1, 2, 0, 1, 2}).oneHot(3);
      JifLoss loss = JifLoss.published(new float[] {1, 2, 3});
      falls(
          manager,
          network,
          recipe.settings(),
          () -> loss.of(network.predict(pictures, metadata), targets));
    }
  }

  @Test
  void pemmIsTrainedByItsRecipeAndItsLastEpochsAreAveraged() {
    TrainingRecipe recipe = PairedRecipes.pemm(new Seed(1));
    assertEquals(new Averaging.Stochastic(200), recipe.settings().averaging());
    assertEquals(250, recipe.settings().epochs());
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(2));
      List<Integer> tasks = List.of(2, 3);
      PemmSettings settings = PemmSettings.PUBLISHED.with(new TaskBranch.Widths(16, 8), tasks);
      ImageEncoder encoder =
          new ImageEncoder(
              Networks.create("resnet18", build, new NetworkOptions(3, 3, 8, true)),
              List.of(8, 16, 32, 64));
      PemmNetwork network = new PemmNetwork(build, settings, encoder);
      NDArray derm = manager.randomNormal(new Shape(CASES, 3, 16, 16));
      NDArray clin = manager.randomNormal(new Shape(CASES, 3, 16, 16));
      NDArray answers =
          manager
              .create(new int[] {0, 1, 0, 1, 0, 1})
              .oneHot(2)
              .concat(manager.create(new int[] {0, 1, 2, 0, 1, 2}).oneHot(3), 1);
      PairedLoss loss = settings.loss(PemmSettings.CLINICAL_SHARE);
      TrainingSettings faster =
          recipe
              .settings()
              .withAveraging(new Averaging.Stochastic(8))
              .withPhases(List.of(Phase.of(10, LearningRate.byEpoch(epoch -> 1e-3))));
      falls(manager, network, faster, () -> network.predict(derm, clin).loss(loss, answers));
    }
  }

  @Test
  void theRecipesOfTheOtherPairedMethodsDifferWhereThePapersSaySo() {
    assertEquals(24, PairedRecipes.ammfm(new Seed(1)).batch());
    TrainingRecipe fusionM4 = PairedRecipes.fusionM4Net(new Seed(1));
    assertEquals(32, fusionM4.batch());
    assertEquals(new Averaging.None(), fusionM4.settings().averaging());
    assertEquals(5, PairedRecipes.ammfm(new Seed(1)).augmentation().steps().size());
    assertEquals(8, fusionM4.with(8, fusionM4.settings()).batch());
  }

  /** Ten epochs of one batch make the loss smaller. */
  private static void falls(
      NDManager manager, Module network, TrainingSettings settings, Supplier<NDArray> loss) {
    List<Double> losses = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void finished(Epoch epoch, TrainingRun<?> run) {
            losses.add(epoch.loss());
          }
        };
    Phase first = settings.phases().getFirst();
    TrainingSettings ten = settings.withPhases(List.of(Phase.of(10, first.rate())));
    try (TrainingRun<Integer> run =
        new TrainingRun<>(network, manager, new OneBatch(), batch -> loss.get(), ten)) {
      run.finish(losses::size, listener);
    }
    assertTrue(losses.get(9) < 0.8 * losses.get(0), losses::toString);
  }

  private record OneBatch() implements BatchSource<Integer> {
    @Override
    public int batches() {
      return 1;
    }

    @Override
    public BatchStream<Integer> epoch(int number, int firstBatch) {
      return new BatchStream<>() {
        @Override
        public Integer next() {
          return number;
        }

        @Override
        public void close() {}
      };
    }

    @Override
    public String description() {
      return "one batch";
    }
  }
}
