package org.vigil.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Border;
import org.vigil.models.augmentation.Brightness;
import org.vigil.models.augmentation.Flip;
import org.vigil.models.augmentation.Shift;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.dataset.MedMnist;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.loss.BinaryCrossEntropy;
import org.vigil.models.loss.Loss;
import org.vigil.models.loss.WeightedCrossEntropy;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.seed.Seed;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;

class TrainerTest {
  private static final int BATCH = 16;
  private static final int STEPS = Integer.getInteger("vigil.memory.steps", 1200);
  private static final Augmentation MOVED =
      new Augmentation(
          List.of(new Flip(0.5, 0.5), new Shift(0.125), new Brightness(0.1)), Border.REPEATED);

  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private static InputSpec input(int channels, int side) {
    return new InputSpec(
        InputSpec.P1,
        channels,
        side,
        side,
        Kernel.BICUBIC,
        InputSpec.Fit.STRETCH,
        Collections.nCopies(channels, 0.5),
        Collections.nCopies(channels, 0.25));
  }

  private Network network(LabelledImages data, int classes, int width, long seed) {
    NetworkOptions options =
        new NetworkOptions(classes == 2 ? 1 : classes, data.channels(), width, true);
    return Networks.create("resnet18", new Build(manager, new Random(seed)), options);
  }

  /** Bright squares are of class 1. */
  private static LabelledImages squares(int count) {
    Random random = new Random(11);
    byte[][] pixels = new byte[count][8 * 8];
    int[] labels = new int[count];
    for (int i = 0; i < count; i++) {
      labels[i] = i % 2;
      for (int j = 0; j < 64; j++) {
        pixels[i][j] = (byte) (random.nextInt(100) + 120 * labels[i]);
      }
    }
    return new LabelledImages(1, 8, pixels, labels);
  }

  private static LabelledImages first(LabelledImages data, int count) {
    return new LabelledImages(
        data.channels(),
        data.side(),
        Arrays.copyOf(data.pixels(), count),
        Arrays.copyOf(data.labels(), count));
  }

  @ParameterizedTest
  @CsvSource({"pneumoniamnist.npz, 2", "ham10000_28.npz, 7"})
  void thirtyTwoRealPicturesAreLearntByHeart(String file, int classes) {
    Path path = GoldenFile.shared("data").resolve("medmnist").resolve(file);
    assumeTrue(Files.exists(path), () -> "no data at " + path);
    LabelledImages data = first(MedMnist.read(path).train(), 32);
    Loss loss = classes == 2 ? new BinaryCrossEntropy() : new WeightedCrossEntropy(ones(classes));
    List<Double> losses = new ArrayList<>();
    train(
        trainer(data, classes, 1, 16),
        data,
        loss,
        settings(80, 80, 1, 32),
        t -> 0,
        epoch -> losses.add(epoch.loss()));
    double last = losses.get(losses.size() - 1);
    assertTrue(last < 0.05 * losses.get(0), losses.get(0) + " to " + last);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Trainer trainer(LabelledImages data, int classes, long seed, int width) {
    Network network = network(data, classes, width, seed);
    InputSpec input = input(data.channels(), data.side());
    return new Trainer(network, manager, input, classes, BATCH);
  }

  private static TrainingSettings settings(int epochs, int patience, long seed, int pictures) {
    int steps = (pictures + BATCH - 1) / BATCH;
    return TrainingSettings.of(
            epochs,
            TrainingSettings.warmUpAndCosine(3e-3, steps, epochs * steps),
            Adam.adamW(0.01),
            new Seed(seed))
        .withPatience(patience);
  }

  private static Map<String, Tensor> train(
      Trainer trainer,
      LabelledImages data,
      Loss loss,
      TrainingSettings settings,
      ToDoubleFunction<Trainer> validation,
      Consumer<Epoch> progress) {
    return train(trainer, data, loss, Augmentation.NONE, settings, validation, progress);
  }

  private static Map<String, Tensor> train(
      Trainer trainer,
      LabelledImages data,
      Loss loss,
      Augmentation augmentation,
      TrainingSettings settings,
      ToDoubleFunction<Trainer> validation,
      Consumer<Epoch> progress) {
    try {
      return trainer.train(
          data, loss, augmentation, settings, validation, progress, Optional.empty());
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private Map<String, Tensor> run(long seed, int epochs, ToDoubleFunction<Trainer> validation) {
    LabelledImages data = squares(40);
    return train(
        trainer(data, 2, seed, 4),
        data,
        new BinaryCrossEntropy(),
        MOVED,
        settings(epochs, 3, seed, 40),
        validation,
        e -> {});
  }

  @Test
  void theSameSeedTrainsTheSameWeightsBitForBit() {
    Map<String, Tensor> weights = run(5, 2, t -> 1);
    assertEquals(weights, run(5, 2, t -> 1));
    assertNotEquals(weights, run(6, 2, t -> 1));
  }

  @Test
  void trainingStopsAfterEpochsWithoutGainAndKeepsTheBestWeights() {
    LabelledImages data = squares(40);
    Trainer trainer = trainer(data, 2, 1, 4);
    Iterator<Double> values = List.of(0.5, 0.8, 0.7, 0.8, 0.1).iterator();
    List<Double> seen = new ArrayList<>();
    List<double[][]> logits = new ArrayList<>();
    Map<String, Tensor> best =
        train(
            trainer,
            data,
            new BinaryCrossEntropy(),
            settings(50, 3, 1, 40),
            t -> {
              logits.add(t.logits(data));
              return values.next();
            },
            epoch -> seen.add(epoch.validation()));
    assertEquals(List.of(0.5, 0.8, 0.7, 0.8, 0.1), seen);
    assertTrue(best.size() > 100);
    assertEquals(Arrays.deepToString(logits.get(1)), Arrays.deepToString(trainer.logits(data)));
  }

  @Test
  void squaresAreToldApartAfterAFewEpochs() {
    LabelledImages data = squares(64);
    Trainer trainer = trainer(data, 2, 2, 4);
    AtomicInteger epochs = new AtomicInteger(); // Each epoch counts as better than the last.
    train(
        trainer,
        data,
        new BinaryCrossEntropy(),
        settings(15, 15, 2, 64),
        t -> epochs.incrementAndGet(),
        epoch -> {});
    double[][] logits = trainer.logits(data);
    int right = 0;
    for (int i = 0; i < data.size(); i++) {
      right += logits[i][0] >= 0 == (data.labels()[i] == 1) ? 1 : 0;
    }
    assertTrue(right > 58, right + " of 64");
  }

  @Test
  void aLossOrAValidationValueThatIsNoNumberEndsTheRun() {
    LabelledImages data = squares(16);
    Trainer trainer = trainer(data, 2, 1, 4);
    TrainingSettings settings = settings(1, 1, 1, 16);
    Loss broken = (logits, targets) -> logits.sum().mul(Float.NaN);
    assertThrows(
        DivergedException.class, () -> train(trainer, data, broken, settings, t -> 0, e -> {}));
    assertThrows(
        DivergedException.class,
        () -> train(trainer, data, new BinaryCrossEntropy(), settings, t -> Double.NaN, e -> {}));
  }

  @Test
  void aLabelOutsideTheClassesIsRefusedByThePicture() {
    LabelledImages data = squares(16);
    data.labels()[3] = 2;
    Trainer trainer = trainer(squares(16), 2, 1, 4);
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                train(
                    trainer,
                    data,
                    new BinaryCrossEntropy(),
                    settings(1, 1, 1, 16),
                    t -> 0,
                    epoch -> {}));
    assertEquals("picture 3 has label 2 of 2 classes", e.getMessage());
  }

  @Test
  void evaluationChangesNothing() {
    LabelledImages data = squares(16);
    Network network = network(data, 2, 4, 1);
    Trainer trainer = new Trainer(network, manager, input(1, 8), 2, BATCH);
    Map<String, Tensor> before = ModuleWeights.save(network);
    trainer.logits(data);
    assertEquals(before, ModuleWeights.save(network));
  }

  @Test
  void nativeMemoryStaysFlatOverThousandsOfSteps() throws IOException {
    LabelledImages data = squares(64);
    steps(data, 400);
    long before = resident(); // The heap has touched what it will need.
    steps(data, STEPS);
    long grown = resident() - before;
    assertTrue(grown < 250L << 20, "grew by " + (grown >> 20) + " MiB in " + STEPS + " steps");
  }

  private void steps(LabelledImages data, int count) {
    TrainingSettings settings = settings(count / 4, count, 1, 64);
    train(trainer(data, 2, 1, 4), data, new BinaryCrossEntropy(), settings, t -> 0, epoch -> {});
  }

  private static long resident() throws IOException {
    Path statm = Path.of("/proc/self/statm");
    if (!Files.exists(statm)) {
      throw new TestAbortedException("no /proc here");
    }
    System.gc();
    return Long.parseLong(Files.readString(statm).split(" ", -1)[1]) * 4096;
  }
}
