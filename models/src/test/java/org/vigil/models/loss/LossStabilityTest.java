package org.vigil.models.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.models.golden.GoldenArray;

class LossStabilityTest {
  private static final double[] EXTREMES = {-1000, -50, -1e-4, 0, 50, 1000};

  static Stream<Arguments> losses() {
    Stream<Loss> losses =
        Stream.of(
            new BinaryCrossEntropy(),
            new SigmoidFocal(2, OptionalDouble.of(0.25), Reduction.MEAN),
            new SigmoidFocal(0, OptionalDouble.empty(), Reduction.SUM),
            new Asymmetric(0, 0, 0, 1e-8, Reduction.MEAN),
            Asymmetric.ofCTransCnn(),
            ParetoLoss.ofCTransCnn(),
            FocalZlpr.zlpr(),
            new FocalZlpr(0.2),
            WeightedCrossEntropy.unweighted(6),
            new Contrastive(1, 0.5),
            new TripletBatchHard(0.2),
            new TripletBatchAll(0.2, TripletBatchAll.Over.ACTIVE));
    return losses.flatMap(
        loss ->
            Stream.of(DataType.FLOAT32, DataType.FLOAT64).map(type -> Arguments.of(loss, type)));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void extremeLogitsAndRowsOfNoOrAllLabelsGiveFiniteNumbers(Loss loss, DataType type) {
    for (double[] targets :
        new double[][] {{0, 0, 0, 0, 0, 0}, {1, 1, 1, 1, 1, 1}, {0, 1, 0, 1, 0, 1}}) {
      Autograd.Result result = run(loss, type, EXTREMES, targets);
      assertTrue(Double.isFinite(result.value()), Arrays.toString(targets));
      for (double gradient : result.gradients().get("logits")) {
        assertTrue(Double.isFinite(gradient), Arrays.toString(targets));
      }
    }
  }

  @Test
  void aConfidentlyWrongLabelStillPulls() {
    Autograd.Result result =
        run(new FocalZlpr(0.2), DataType.FLOAT32, new double[] {-50, 50}, new double[] {1, 0});
    assertEquals(500, result.value(), 1e-2); // 50 / 0.2 twice
    assertEquals(-2.5, result.gradients().get("logits")[0], 1e-4); // 1 / 0.2, mean of two rows
    assertEquals(2.5, result.gradients().get("logits")[1], 1e-4);
  }

  @Test
  void aConfidentlyRightLabelCostsItsTinyRest() {
    Autograd.Result result =
        run(new BinaryCrossEntropy(), DataType.FLOAT64, new double[] {50}, new double[] {1});
    assertEquals(Math.exp(-50), result.value(), 1e-30);
    assertEquals(-Math.exp(-50) / 2, result.gradients().get("logits")[0], 1e-30);
  }

  @Test
  void parametersOutOfRangeAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new FocalZlpr(0));
    assertThrows(
        IllegalArgumentException.class, () -> ParetoWeights.of(new double[1], new double[2]));
  }

  @ParameterizedTest
  @MethodSource("losses")
  void targetsOfOtherCasesAreRefusedWithBothShapes(Loss loss, DataType type) {
    try (NDManager manager = NDManager.newBaseManager("PyTorch")) {
      NDArray outputs = manager.ones(new Shape(3, 6), type);
      NDArray targets = manager.ones(new Shape(1, 6), type); // would broadcast
      IllegalArgumentException refused =
          assertThrows(IllegalArgumentException.class, () -> loss.of(outputs, targets));
      assertTrue(refused.getMessage().contains("(3, 6)"), refused.getMessage());
      assertTrue(refused.getMessage().contains("(1, 6)"), refused.getMessage());
    }
  }

  private static Autograd.Result run(Loss loss, DataType type, double[] logits, double[] targets) {
    long[] shape = {2, logits.length};
    GoldenArray wanted = new GoldenArray(shape, twice(targets));
    return Autograd.run(
        type,
        Map.of("logits", new GoldenArray(shape, twice(logits))),
        in ->
            loss.of(in.get("logits"), Autograd.array(in.get("logits").getManager(), wanted, type)));
  }

  private static double[] twice(double[] row) {
    double[] rows = Arrays.copyOf(row, 2 * row.length);
    System.arraycopy(row, 0, rows, row.length, row.length);
    return rows;
  }
}
