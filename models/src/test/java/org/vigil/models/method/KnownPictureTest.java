package org.vigil.models.method;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.function.Supplier;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.attribution.EveryCoalition;
import org.vigil.models.attribution.MetadataAttribution;
import org.vigil.models.attribution.MetadataField;
import org.vigil.models.attribution.SampledPermutations;
import org.vigil.models.attribution.ShapleyValues;
import org.vigil.models.golden.GoldenFill;
import org.vigil.models.method.dualrefnet.DualRefNet;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration.MetadataWeighting;
import org.vigil.models.method.dualrefnet.DualRefNetTraining;
import org.vigil.models.method.jif.JifNetwork;
import org.vigil.models.method.jif.JifSettings;
import org.vigil.models.method.jif.MultiModalAttention;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.network.Network;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.NoGradients;

/** Attribution of a network's answers to metadata: every fusion of JIF, both of DualRefNet. */
class KnownPictureTest {
  private static final int COLUMNS = 12;
  private static final List<MetadataField> FIELDS =
      IntStream.range(0, 6).mapToObj(i -> new MetadataField("entry " + i, 2 * i, 2)).toList();

  /** What a network says of one picture alone, beside what it says of a picture it knows. */
  private record Asked(KnownPicture known, Supplier<NDArray> probabilities) {}

  /** Makes a network and asks it about a picture with that metadata. */
  private interface Question {
    Asked of(NDManager manager, NDArray picture, NDArray metadata);
  }

  static Stream<Arguments> networks() {
    Stream<Arguments> jif =
        Stream.of(
                new JifSettings.Attention(12, 4, MultiModalAttention.RootScale.INSIDE),
                new JifSettings.Mutual(12, 4),
                new JifSettings.Concatenated(),
                new JifSettings.Block(),
                new JifSettings.Net(8))
            .map(kind -> question(kind, (manager, x, row) -> jif(manager, kind, x, row)));
    Stream<Arguments> dualRefNet =
        Stream.of(MetadataWeighting.values())
            .map(
                weighting ->
                    question(weighting, (manager, x, row) -> dual(manager, weighting, x, row)));
    return Stream.concat(jif, dualRefNet);
  }

  private static Arguments question(Object variant, Question question) {
    return Arguments.of(Named.of(variant.toString(), question));
  }

  private static Asked jif(
      NDManager manager, JifSettings.Kind kind, NDArray picture, NDArray metadata) {
    Build build = new Build(manager, new Random(3));
    JifSettings settings = JifSettings.published("resnet18", COLUMNS, 3).with(kind);
    JifNetwork network = new JifNetwork(build, settings, backbone(build));
    GoldenNetwork.fill(network);
    return new Asked(
        network.known(picture), () -> network.predict(picture, metadata).probabilities());
  }

  private static Asked dual(
      NDManager manager, MetadataWeighting weighting, NDArray picture, NDArray metadata) {
    Build build = new Build(manager, new Random(3));
    DualRefNetConfiguration configuration =
        DualRefNetConfiguration.published("resnet18", COLUMNS, 3, DualRefNetTraining.PAD_UFES_20)
            .with(weighting);
    DualRefNet network = new DualRefNet(build, configuration, backbone(build));
    GoldenNetwork.fill(network);
    return new Asked(network.known(picture), () -> network.classify(picture, metadata).softmax(1));
  }

  private static Network backbone(Build build) {
    return Networks.create("resnet18", build, new NetworkOptions(3, 3, 8, true));
  }

  @ParameterizedTest
  @MethodSource("networks")
  void sampledAttributionIsWithinItsErrorOfEveryCoalition(Question question) {
    double[][] background = rows(10, 5);
    double[] metadata = rows(1, 8)[0];
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray row = TableArrays.of(manager, new double[][] {metadata});
      Asked asked = question.of(manager, picture(manager), row);
      try (KnownPicture known = asked.known()) {
        assertArrayEquals(
            NoGradients.run(() -> TableArrays.rows(asked.probabilities().get()))[0],
            known.probabilities(new double[][] {metadata})[0],
            1e-5);
        compare(known, background, metadata);
      }
    }
  }

  private static void compare(KnownPicture known, double[][] background, double[] metadata) {
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

  @Test
  void severalPicturesAreRefused() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray two = manager.zeros(new Shape(2, 3, 32, 32));
      assertThrows(
          IllegalArgumentException.class,
          () -> new KnownPicture(two, x -> x, (maps, metadata) -> metadata));
    }
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
