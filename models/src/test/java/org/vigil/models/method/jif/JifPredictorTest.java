package org.vigil.models.method.jif;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDManager;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.vigil.models.network.GoldenNetwork;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Networks;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.TestTimeTransform;

class JifPredictorTest {
  private static final int COLUMNS = 4;
  private static final List<TestTimeTransform> PLAIN = List.of(TestTimeTransform.IDENTITY);

  @Test
  void theLooksProbabilitiesAreAveraged() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifNetwork network = network(manager);
      List<JifPredictor.Case> cases = cases();
      double[][] found =
          predictor(manager, network, JifPredictor.Heads.ALL, TestTimeTransform.JIF, 2)
              .probabilities(cases);
      JifPredictor plain = predictor(manager, network, JifPredictor.Heads.ALL, PLAIN, 8);
      double[][][] each =
          TestTimeTransform.JIF.stream()
              .map(look -> plain.probabilities(seen(cases, look)))
              .toArray(double[][][]::new);
      for (int i = 0; i < cases.size(); i++) {
        for (int c = 0; c < 3; c++) {
          int row = i;
          int column = c;
          double mean =
              Arrays.stream(each).mapToDouble(look -> look[row][column]).average().orElse(0);
          assertEquals(mean, found[i][c], 1e-6);
        }
        assertEquals(1, Arrays.stream(found[i]).sum(), 1e-6);
      }
    }
  }

  @Test
  void theFusedHeadAloneAnswersOtherwiseThanAll() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifNetwork network = network(manager);
      double[][] all =
          predictor(manager, network, JifPredictor.Heads.ALL, PLAIN, 4).probabilities(cases());
      double[][] fused =
          predictor(manager, network, JifPredictor.Heads.FUSED, PLAIN, 4).probabilities(cases());
      assertNotEquals(all[0][0], fused[0][0], 1e-4);
      assertArrayEquals(
          new double[0][],
          predictor(manager, network, JifPredictor.Heads.ALL, PLAIN, 4).probabilities(List.of()));
    }
  }

  @Test
  void picturesOfTwoSizesAreRefused() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      JifNetwork network = network(manager);
      JifPredictor predictor = predictor(manager, network, JifPredictor.Heads.ALL, PLAIN, 4);
      List<JifPredictor.Case> mixed =
          List.of(
              new JifPredictor.Case(new Planes(3, 32, 32, new double[3 * 1024]), new double[4]),
              new JifPredictor.Case(new Planes(3, 16, 64, new double[3 * 1024]), new double[4]));
      assertThrows(IllegalArgumentException.class, () -> predictor.probabilities(mixed));
      assertThrows(
          IllegalArgumentException.class,
          () -> predictor(manager, network, JifPredictor.Heads.ALL, List.of(), 4));
    }
  }

  private static JifPredictor predictor(
      NDManager manager,
      JifNetwork network,
      JifPredictor.Heads heads,
      List<TestTimeTransform> looks,
      int batch) {
    return new JifPredictor(network, manager, heads, looks, batch);
  }

  private static JifNetwork network(NDManager manager) {
    Build build = new Build(manager, new Random(3));
    JifNetwork network =
        new JifNetwork(
            build,
            JifSettings.published("resnet18", COLUMNS, 3).with(new JifSettings.Concatenated()),
            Networks.create("resnet18", build, new NetworkOptions(3, 3, 8, true)));
    GoldenNetwork.fill(network);
    return network;
  }

  private static List<JifPredictor.Case> seen(
      List<JifPredictor.Case> cases, TestTimeTransform look) {
    return cases.stream()
        .map(one -> new JifPredictor.Case(look.apply(one.picture()), one.metadata()))
        .toList();
  }

  private static List<JifPredictor.Case> cases() {
    Random random = new Random(12);
    return Stream.generate(
            () ->
                new JifPredictor.Case(
                    new Planes(3, 32, 32, random.doubles(3 * 1024, -1, 1).toArray()),
                    random.doubles(COLUMNS).toArray()))
        .limit(3)
        .toList();
  }
}
