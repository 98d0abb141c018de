package org.vigil.models.scoring;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.awt.image.BufferedImage;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.models.bundle.Bundle;
import org.vigil.models.bundle.BundleException;
import org.vigil.models.bundle.TinyBundle;
import org.vigil.models.network.Network;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.weights.ModuleWeights;
import org.vigil.models.weights.Tensor;
import org.vigil.models.weights.WeightsException;

class ScorerTest {
  private static final int LENGTH = 3 * 24 * 32;

  @TempDir Path temp;
  private Bundle bundle;

  @BeforeEach
  void write() throws Exception {
    bundle = TinyBundle.write(temp.resolve("b"));
  }

  private static float[] input(long seed) {
    Random random = new Random(seed);
    float[] values = new float[LENGTH];
    for (int i = 0; i < LENGTH; i++) {
      values[i] = (float) random.nextGaussian();
    }
    return values;
  }

  @Test
  void scoresAreTheUnfoldedNetworksCalibratedOutputs() {
    List<float[]> inputs = List.of(input(1), input(2));
    try (Scorer scorer = Scorer.load(bundle, Device.cpu());
        NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Network network =
          Networks.create("resnet18", new Build(manager, new Random(9)), TinyBundle.OPTIONS);
      ModuleWeights.load(network, bundle.weights());
      List<ImageScore> scores = scorer.score(inputs);
      for (int i = 0; i < inputs.size(); i++) {
        var x = manager.create(inputs.get(i), new Shape(1, 3, 24, 32));
        double[] logits = new double[3];
        float[] raw = network.forward(x).toFloatArray();
        Arrays.setAll(logits, j -> raw[j] / 1.5);
        double[] expected = Probabilities.softmax(logits);
        for (int j = 0; j < 3; j++) {
          assertEquals(expected[j], scores.get(i).probabilities().get(j), 1e-4);
        }
      }
    }
  }

  @Test
  void anImagesScoreDoesNotDependOnItsBatch() {
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      ImageScore alone = scorer.score(List.of(input(1))).get(0);
      ImageScore among = scorer.score(List.of(input(5), input(1), input(7))).get(1);
      for (int j = 0; j < 3; j++) {
        assertEquals(alone.probabilities().get(j), among.probabilities().get(j), 1e-5);
      }
    }
  }

  @Test
  void probabilitiesSumToOneAndEmbeddingsHaveLengthOne() {
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      for (ImageScore score : scorer.score(List.of(input(1), input(2), input(3)))) {
        assertEquals(1, score.probabilities().stream().mapToDouble(p -> p).sum(), 1e-9);
        assertEquals(TinyBundle.EMBEDDING, score.embedding().size());
        assertEquals(1, score.embedding().stream().mapToDouble(v -> v * v).sum(), 1e-5);
      }
    }
  }

  @Test
  void inputsThatAreNoNumbersAreAnErrorAndNoScore() {
    float[] poisoned = input(1);
    poisoned[7] = Float.NaN;
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      assertThrows(ScoringException.class, () -> scorer.score(List.of(poisoned)));
    }
  }

  @Test
  void inputsOfAnotherLengthAreRefused() {
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      assertThrows(IllegalArgumentException.class, () -> scorer.score(List.of(new float[3])));
      assertThrows(IllegalArgumentException.class, () -> scorer.score(List.of()));
    }
  }

  @Test
  void weightsOfAnotherNetworkAreRefused() {
    Map<String, Tensor> weights = new LinkedHashMap<>(bundle.weights());
    weights.put(
        "fc.bias",
        new Tensor(
            Tensor.Type.F32,
            new long[] {1},
            ByteBuffer.allocate(4).order(ByteOrder.LITTLE_ENDIAN)));
    Bundle other =
        new Bundle(bundle.manifest(), bundle.digest(), weights, java.util.Map.of(), bundle.card());
    assertThrows(WeightsException.class, () -> Scorer.load(other, Device.cpu()));
  }

  @Test
  void anEmbeddingWidthThatTheNetworkDoesNotHaveIsRefused() throws Exception {
    var m = bundle.manifest();
    var manifest =
        new org.vigil.models.bundle.BundleManifest(
            m.format(),
            m.slot(),
            m.version(),
            m.network(),
            m.findings(),
            m.activation(),
            m.inputs(),
            m.preprocessing(),
            m.calibration(),
            m.thresholds(),
            TinyBundle.EMBEDDING + 1,
            m.metrics(),
            m.provenance(),
            m.files(),
            m.doubt());
    Bundle other = Bundle.write(temp.resolve("c"), manifest, bundle.weights(), "");
    assertThrows(BundleException.class, () -> Scorer.load(other, Device.cpu()));
  }

  @Test
  void picturesArePreparedByManyThreadsAtOnceWithTheSameResult() throws Exception {
    BufferedImage picture = new BufferedImage(200, 150, BufferedImage.TYPE_INT_RGB);
    Random random = new Random(4);
    for (int i = 0; i < 200 * 150; i++) {
      picture.setRGB(i % 200, i / 200, random.nextInt());
    }
    try (Scorer scorer = Scorer.load(bundle, Device.cpu());
        var threads = Executors.newFixedThreadPool(4)) {
      float[] expected = scorer.prepare(picture.getRaster());
      List<Future<float[]>> results = new ArrayList<>();
      for (int i = 0; i < 40; i++) {
        results.add(threads.submit(() -> scorer.prepare(picture.getRaster())));
      }
      for (Future<float[]> result : results) {
        assertTrue(Arrays.equals(expected, result.get()));
      }
    }
  }

  @Test
  void aThreadThatScoresLeavesNoNativeArraysBehind() {
    try (Scorer scorer = Scorer.load(bundle, Device.cpu())) {
      List<float[]> inputs = List.of(input(1), input(2));
      passes(scorer, inputs, 2_000); // Lets the heap touch what it will need.
      long before = residentBytes();
      passes(scorer, inputs, 3_000);
      long grown = residentBytes() - before;
      assertTrue(grown < 200L << 20, "grew by " + (grown >> 20) + " MiB in 3,000 passes");
    }
  }

  private static void passes(Scorer scorer, List<float[]> inputs, int count) {
    for (int i = 0; i < count; i++) {
      scorer.score(inputs);
    }
  }

  private static long residentBytes() {
    System.gc();
    try {
      String pages = java.nio.file.Files.readString(Path.of("/proc/self/statm")).split(" ", -1)[1];
      return Long.parseLong(pages) * 4096;
    } catch (java.io.IOException e) {
      throw new org.opentest4j.TestAbortedException("no /proc here", e);
    }
  }

  @Test
  void anOuterScopeDoesNotTakeTheModelsTensors() {
    Scorer scorer;
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      scorer = Scorer.load(bundle, Device.cpu());
    }
    try (scorer) {
      assertEquals(1, scorer.score(List.of(input(1))).size());
    }
  }
}
