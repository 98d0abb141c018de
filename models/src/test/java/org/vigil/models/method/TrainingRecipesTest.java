package org.vigil.models.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.dataset.Examples;
import org.vigil.models.method.jif.JifBatches;
import org.vigil.models.method.jif.JifLoss;
import org.vigil.models.method.jif.JifNetwork;
import org.vigil.models.method.jif.JifObjective;
import org.vigil.models.method.jif.JifRecipe;
import org.vigil.models.method.jif.JifSettings;
import org.vigil.models.method.paired.ImageEncoder;
import org.vigil.models.method.paired.PairedBatches;
import org.vigil.models.method.paired.PairedObjective;
import org.vigil.models.method.paired.PairedRecipes;
import org.vigil.models.method.paired.TaskBranch;
import org.vigil.models.method.pemm.PemmNetwork;
import org.vigil.models.method.pemm.PemmSettings;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Module;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.sampling.BatchMaker;
import org.vigil.models.sampling.BatchPlan;
import org.vigil.models.sampling.ParallelBatches;
import org.vigil.models.sampling.Shuffled;
import org.vigil.models.schedule.Schedule;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.Averaging;
import org.vigil.models.training.Epoch;
import org.vigil.models.training.LearningRate;
import org.vigil.models.training.Objective;
import org.vigil.models.training.Phase;
import org.vigil.models.training.RunListener;
import org.vigil.models.training.TrainingRun;
import org.vigil.models.training.TrainingSettings;

/** The papers' recipes drive views, batches and the training loop; shortened, on few pictures. */
class TrainingRecipesTest {
  private static final int CASES = 8;
  private static final int SIDE = 16;
  private static final int EPOCHS = 20;
  private static final InputSpec SPEC = SmallColour.spec(SIDE);

  @Test
  void jifIsTrainedByItsRecipe() {
    TrainingRecipe recipe = JifRecipe.published(new Seed(1));
    assertEquals(150, recipe.settings().epochs());
    assertEquals(128, recipe.batch());
    JifBatches batches =
        new JifBatches(views(List.of(2), recipe.augmentation()), new float[CASES][5]);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(2));
      JifSettings settings =
          JifSettings.published("resnet18", 5, 2).with(new JifSettings.Concatenated());
      JifNetwork network =
          new JifNetwork(
              build,
              settings,
              Networks.create("resnet18", build, new NetworkOptions(2, 3, 8, true)));
      JifObjective objective =
          new JifObjective(network, manager, JifLoss.published(new float[] {1, 1}));
      learns(manager, network, objective, batches, recipe.settings());
    }
  }

  @Test
  void pemmIsTrainedByItsRecipeAndItsLastEpochsAreAveraged() {
    TrainingRecipe recipe = PairedRecipes.pemm(new Seed(1));
    assertEquals(new Averaging.Stochastic(200), recipe.settings().averaging());
    assertEquals(250, recipe.settings().epochs());
    PairedBatches batches =
        new PairedBatches(
            views(List.of(2, 3), recipe.augmentation()),
            views(List.of(2, 3), recipe.augmentation()));
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(2));
      PemmSettings settings =
          PemmSettings.PUBLISHED.with(new TaskBranch.Widths(64, 32), List.of(2, 3));
      ImageEncoder encoder =
          new ImageEncoder(
              Networks.create("resnet18", build, new NetworkOptions(1, 3, 8, true)),
              List.of(8, 16, 32, 64));
      PemmNetwork network = new PemmNetwork(build, settings, encoder);
      PairedObjective objective =
          new PairedObjective(network, manager, settings.loss(PemmSettings.CLINICAL_SHARE));
      TrainingSettings faster =
          recipe
              .settings()
              .withAveraging(new Averaging.Stochastic(EPOCHS - 2))
              .withPhases(List.of(Phase.of(EPOCHS, LearningRate.byEpoch(Schedule.constant(0.01)))));
      learns(manager, network, objective, batches, faster);
    }
  }

  @Test
  void theRecipesOfTheOtherPairedMethodsDifferWhereThePapersSaySo() {
    assertEquals(24, PairedRecipes.ammfm(new Seed(1)).batch());
    assertEquals(5, PairedRecipes.ammfm(new Seed(1)).augmentation().steps().size());
    TrainingRecipe fusionM4 = PairedRecipes.fusionM4Net(new Seed(1));
    assertEquals(32, fusionM4.batch());
    assertEquals(new Averaging.None(), fusionM4.settings().averaging());
    assertEquals(8, fusionM4.with(8, fusionM4.settings()).batch());
  }

  @Test
  void bothPicturesOfALesionStayTogether() {
    PairedBatches batches =
        new PairedBatches(
            views(List.of(2), Augmentation.NONE), views(List.of(2), Augmentation.NONE));
    var batch = batches.make(new int[] {3, 5}, new Seed(4));
    assertArrayEquals(batch.derm().inputs(), batch.clin().inputs());
    assertArrayEquals(new float[] {0, 1, 0, 1}, batch.derm().targets());
  }

  @Test
  void casesWithoutMetadataAreRefused() {
    PictureBatches views = views(List.of(2), Augmentation.NONE);
    assertThrows(
        IllegalArgumentException.class, () -> new JifBatches(views, new float[CASES - 1][5]));
  }

  private static PictureBatches views(List<Integer> tasks, Augmentation augmentation) {
    return new PictureBatches(new Squares(tasks), SPEC, augmentation, new Mixing.None());
  }

  /** A few epochs make the loss smaller. */
  private static <B> void learns(
      NDManager manager,
      Module network,
      Objective<B> objective,
      BatchMaker<B> maker,
      TrainingSettings settings) {
    List<Double> losses = new ArrayList<>();
    RunListener listener =
        new RunListener() {
          @Override
          public void finished(Epoch epoch, TrainingRun<?> run) {
            losses.add(epoch.loss());
          }
        };
    LearningRate rate = settings.phases().getFirst().rate();
    TrainingSettings shorter = settings.withPhases(List.of(Phase.of(EPOCHS, rate)));
    BatchPlan plan =
        new BatchPlan(new Shuffled(CASES, new Seed(7)), CASES, BatchPlan.Remainder.KEPT);
    try (ParallelBatches<B> batches = new ParallelBatches<>(plan, maker, new Seed(8), 1);
        TrainingRun<B> run = new TrainingRun<>(network, manager, batches, objective, shorter)) {
      run.finish(losses::size, listener);
    }
    double last =
        losses.subList(EPOCHS - 3, EPOCHS).stream().mapToDouble(loss -> loss).average().orElse(0);
    assertTrue(last < 0.8 * losses.getFirst(), losses::toString);
  }

  /** Dark and bright pictures, the bright ones with the second answer to every question. */
  private record Squares(List<Integer> tasks) implements Examples {
    @Override
    public int size() {
      return CASES;
    }

    @Override
    public int outputs() {
      return tasks.stream().mapToInt(Integer::intValue).sum();
    }

    @Override
    public Bitmap8 picture(int index) {
      byte[] samples = new byte[3 * SIDE * SIDE];
      new Random(index).nextBytes(samples);
      for (int i = 0; i < samples.length; i++) {
        samples[i] = (byte) ((samples[i] & 127) + (index % 2) * 128);
      }
      return new Bitmap8(SIDE, SIDE, 3, samples);
    }

    @Override
    public float[] target(int index) {
      float[] target = new float[outputs()];
      int from = 0;
      for (int width : tasks) {
        target[from + index % 2] = 1;
        from += width;
      }
      return target;
    }
  }
}
