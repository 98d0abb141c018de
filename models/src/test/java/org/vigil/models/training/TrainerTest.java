package org.vigil.models.training;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.Iterator;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.ToDoubleFunction;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.opentest4j.TestAbortedException;
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
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;

class TrainerTest {
  private static final Augmentation STILL = new Augmentation(false, 0, 0);

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
    trainer(data, classes, settings(80, 80, 1), 16)
        .train(data, loss, STILL, t -> 0, epoch -> losses.add(epoch.loss()));
    double last = losses.get(losses.size() - 1);
    assertTrue(last < 0.05 * losses.get(0), losses.get(0) + " to " + last);
  }

  private static float[] ones(int count) {
    float[] ones = new float[count];
    Arrays.fill(ones, 1);
    return ones;
  }

  private Trainer trainer(LabelledImages data, int classes, TrainingSettings settings, int width) {
    Network network = network(data, classes, width, settings.seed());
    InputSpec input = input(data.channels(), data.side());
    return new Trainer(network, manager, input, classes, settings);
  }

  private static TrainingSettings settings(int epochs, int patience, long seed) {
    return new TrainingSettings(epochs, 16, 3e-3, 0.01, 1, patience, seed);
  }

  private Map<String, Tensor> run(long seed, int epochs, ToDoubleFunction<Trainer> validation) {
    LabelledImages data = squares(40);
    return trainer(data, 2, settings(epochs, 3, seed), 4)
        .train(data, new BinaryCrossEntropy(), new Augmentation(true, 1, 0.1), validation, e -> {});
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
    Trainer trainer = trainer(data, 2, settings(50, 3, 1), 4);
    Iterator<Double> values = List.of(0.5, 0.8, 0.7, 0.8, 0.1).iterator();
    List<Double> seen = new ArrayList<>();
    List<double[][]> logits = new ArrayList<>();
    Map<String, Tensor> best =
        trainer.train(
            data,
            new BinaryCrossEntropy(),
            STILL,
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
    Trainer trainer = trainer(data, 2, settings(15, 15, 2), 4);
    AtomicInteger epochs = new AtomicInteger(); // Each epoch counts as better than the last.
    trainer.train(
        data, new BinaryCrossEntropy(), STILL, t -> epochs.incrementAndGet(), epoch -> {});
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
    Trainer trainer = trainer(data, 2, settings(1, 1, 1), 4);
    Loss broken = (logits, targets) -> logits.sum().mul(Float.NaN);
    assertThrows(
        IllegalStateException.class, () -> trainer.train(data, broken, STILL, t -> 0, e -> {}));
    assertThrows(
        IllegalStateException.class,
        () -> trainer.train(data, new BinaryCrossEntropy(), STILL, t -> Double.NaN, e -> {}));
  }

  @Test
  void evaluationChangesNothing() {
    LabelledImages data = squares(16);
    Network network = network(data, 2, 4, 1);
    Trainer trainer = new Trainer(network, manager, input(1, 8), 2, settings(1, 1, 1));
    Map<String, Tensor> before = ModuleWeights.save(network);
    trainer.logits(data);
    assertEquals(before, ModuleWeights.save(network));
  }

  @Test
  void nativeMemoryStaysFlatOverThousandsOfSteps() throws IOException {
    LabelledImages data = squares(64);
    Trainer trainer = trainer(data, 2, settings(100, 100, 1), 4);
    trainer.train(data, new BinaryCrossEntropy(), STILL, t -> 0, e -> {});
    long before = resident(); // The heap has touched what it will need.
    trainer(data, 2, settings(300, 300, 1), 4)
        .train(data, new BinaryCrossEntropy(), STILL, t -> 0, e -> {});
    long grown = resident() - before;
    assertTrue(grown < 250L << 20, "grew by " + (grown >> 20) + " MiB in 1,200 steps");
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
