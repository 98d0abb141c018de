package org.vigil.models.method.jif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.NDScope;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.attribution.EveryCoalition;
import org.vigil.models.attribution.MetadataAttribution;
import org.vigil.models.attribution.MetadataField;
import org.vigil.models.attribution.SampledPermutations;
import org.vigil.models.attribution.ShapleyValues;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;

/** Attribution of a network's answers to metadata, with every fusion. */
class KnownPictureTest {
  private static final int COLUMNS = 12;
  private static final List<MetadataField> FIELDS =
      IntStream.range(0, 6).mapToObj(i -> new MetadataField("entry " + i, 2 * i, 2)).toList();

  static List<JifSettings.Kind> fusions() {
    return List.of(
        new JifSettings.Attention(12, 4, MultiModalAttention.RootScale.INSIDE),
        new JifSettings.Mutual(12, 4),
        new JifSettings.Concatenated(),
        new JifSettings.Block(),
        new JifSettings.Net(8));
  }

  @ParameterizedTest
  @MethodSource("fusions")
  void sampledAttributionIsWithinItsErrorOfEveryCoalition(JifSettings.Kind kind) {
    double[][] background = rows(10, 5);
    double[] metadata = rows(1, 8)[0];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifNetwork network = network(manager, kind);
      NDArray picture = picture(manager);
      try (KnownPicture known = new KnownPicture(network, picture)) {
        assertArrayEquals(
            predicted(manager, network, picture, metadata),
            known.probabilities(new double[][] {metadata})[0],
            1e-5);
        ShapleyValues exact =
            new MetadataAttribution(FIELDS, background, new EveryCoalition())
                .explain(known, metadata, 1);
        ShapleyValues sampled =
            new MetadataAttribution(FIELDS, background, new SampledPermutations(60, 2))
                .explain(known, metadata, 1);
        assertEquals(exact.full() - exact.empty(), Arrays.stream(exact.values()).sum(), 1e-5);
        assertTrue(Arrays.stream(exact.values()).map(Math::abs).max().orElse(0) > 1e-3);
        for (int i = 0; i < FIELDS.size(); i++) {
          double allowed = 5 * sampled.standardErrors()[i] + 1e-5; // float32 beside the sampling
          assertEquals(exact.values()[i], sampled.values()[i], allowed);
        }
      }
    }
  }

  @Test
  void severalPicturesAreRefused() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifNetwork network = network(manager, new JifSettings.Concatenated());
      NDArray two = manager.zeros(new Shape(2, 3, 32, 32));
      assertThrows(IllegalArgumentException.class, () -> new KnownPicture(network, two));
    }
  }

  private static double[] predicted(
      NDManager manager, JifNetwork network, NDArray picture, double[] metadata) {
    try (NDScope scope = new NDScope()) {
      scope.suppressNotUsedWarning();
      float[] columns = new float[COLUMNS];
      IntStream.range(0, COLUMNS).forEach(i -> columns[i] = (float) metadata[i]);
      float[] answers =
          network
              .predict(picture, manager.create(columns, new Shape(1, COLUMNS)))
              .probabilities()
              .toFloatArray();
      return IntStream.range(0, answers.length).mapToDouble(i -> answers[i]).toArray();
    }
  }

  private static JifNetwork network(NDManager manager, JifSettings.Kind kind) {
    Build build = new Build(manager, new Random(3));
    JifSettings settings = JifSettings.published("resnet18", COLUMNS, 3).with(kind);
    JifNetwork network =
        new JifNetwork(
            build, settings, Networks.create("resnet18", build, new NetworkOptions(3, 3, 8, true)));
    GoldenNetwork.fill(network);
    return network;
  }

  private static NDArray picture(NDManager manager) {
    return manager.create(GoldenFill.input("picture", 1, 3 * 32 * 32), new Shape(1, 3, 32, 32));
  }

  /** One-hot entries of two values each. */
  private static double[][] rows(int count, long seed) {
    Random random = new Random(seed);
    double[][] rows = new double[count][COLUMNS];
    for (double[] row : rows) {
      for (int entry = 0; entry < COLUMNS / 2; entry++) {
        row[2 * entry + random.nextInt(2)] = 1;
      }
    }
    return rows;
  }
}
