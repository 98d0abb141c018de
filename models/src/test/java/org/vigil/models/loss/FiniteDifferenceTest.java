package org.vigil.models.loss;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.types.DataType;
import java.util.Arrays;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalDouble;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import org.vigil.models.golden.GoldenArray;
import org.vigil.models.loss.TripletBatchAll.Over;
import org.vigil.models.loss.WeightedCrossEntropy.Divisor;

/** Every loss's gradient is its slope: central differences in double, at seeded random points. */
class FiniteDifferenceTest {
  private static final int ROWS = 6;
  private static final int CLASSES = 5;
  private static final double STEP = 1e-5;
  private static final int[] LABELS = {0, 3, 0, 4, 3, 1};
  private static final double[] WEIGHTS = {0.5, 1, 4, 2, 0.25};

  @TestFactory
  Stream<DynamicTest> theGradientIsTheSlope() {
    Map<String, Autograd.Scalar> losses = new LinkedHashMap<>();
    multiLabel().forEach((name, loss) -> losses.put(name, on("a", loss, false)));
    singleLabel().forEach((name, loss) -> losses.put(name, on("a", loss, true)));
    losses.putAll(composed());
    return Stream.of(11L, 12L)
        .flatMap(
            seed ->
                losses.entrySet().stream()
                    .map(
                        loss ->
                            dynamicTest(
                                loss.getKey() + ", seed " + seed,
                                () -> check(loss.getValue(), seed))));
  }

  private static Map<String, Loss> multiLabel() {
    Map<String, Loss> losses = new LinkedHashMap<>();
    losses.put("bce", new BinaryCrossEntropy());
    losses.put("bce weighted", new BinaryCrossEntropy(Reduction.SUM, WEIGHTS));
    losses.put("focal", SigmoidFocal.ofCTransCnn());
    losses.put("focal 0.5", new SigmoidFocal(0.5, OptionalDouble.empty(), Reduction.MEAN));
    losses.put("asymmetric", Asymmetric.ofCTransCnn());
    losses.put("asymmetric unclipped", new Asymmetric(0, 0.5, 0, 1e-8, Reduction.SUM));
    losses.put("zlpr", FocalZlpr.zlpr());
    losses.put("fzlpr", new FocalZlpr(0.2));
    losses.put("mse", new MeanSquaredError());
    return losses;
  }

  private static Map<String, Loss> singleLabel() {
    Map<String, Loss> losses = new LinkedHashMap<>();
    for (Divisor divisor : Divisor.values()) {
      losses.put("cross-entropy " + divisor, new WeightedCrossEntropy(WEIGHTS, divisor));
    }
    losses.put("tasks", new MultiTaskCrossEntropy(List.of(5), true));
    losses.put("contrastive", new Contrastive(3, 0.5));
    losses.put("hardest", new TripletBatchHard(0.2));
    losses.put("all valid", new TripletBatchAll(0.2, Over.VALID));
    losses.put("all active", new TripletBatchAll(0.2, Over.ACTIVE));
    return losses;
  }

  private static Map<String, Autograd.Scalar> composed() {
    WeightedCrossEntropy classification = new WeightedCrossEntropy(WEIGHTS, Divisor.WEIGHTS);
    ClassFrequencyRegulariser regulariser =
        ClassFrequencyRegulariser.ofCounts(0.3, new int[] {5, 3, 9, 1, 2, 4}, ROWS);
    Map<String, Autograd.Scalar> losses = new LinkedHashMap<>();
    losses.put("distillation", in -> new Distillation(4).of(in.get("a"), constant(in, 3)));
    losses.put("regulariser", in -> regulariser.of(in.get("a"), in.get("b")));
    losses.put(
        "dualref",
        in ->
            new DualRefLoss(classification, regulariser)
                .of(
                    in.get("c"),
                    oneHot(in),
                    in.get("b"),
                    constant(in, 4),
                    in.get("a"),
                    in.get("b")));
    losses.put(
        "joint-individual",
        in ->
            new JointIndividualLoss(0.3, classification)
                .of(in.get("a"), in.get("b"), in.get("c"), oneHot(in)));
    losses.put(
        "paired",
        in ->
            PairedLoss.biased(0.1, new MultiTaskCrossEntropy(List.of(5), true))
                .of(in.get("a"), in.get("b"), in.get("c"), oneHot(in)));
    losses.put(
        "dynamic with a teacher",
        in ->
            new DynamicMultiLoss(classification)
                .of(
                    new LossWeights(0.2, 0.5, 0.3, 0.1),
                    in.get("a"),
                    in.get("b"),
                    oneHot(in),
                    constant(in, 5)));
    return losses;
  }

  private static Autograd.Scalar on(String input, Loss loss, boolean single) {
    return in -> loss.of(in.get(input), single ? oneHot(in) : severalLabels(in));
  }

  private static NDArray oneHot(Map<String, NDArray> in) {
    return OneHot.of(LABELS, CLASSES, in.get("a"));
  }

  /** The first row has no label, the second all. */
  private static NDArray severalLabels(Map<String, NDArray> in) {
    double[] targets = new double[ROWS * CLASSES];
    Random random = new Random(99);
    for (int i = CLASSES; i < targets.length; i++) {
      targets[i] = i < 2 * CLASSES ? 1 : random.nextInt(2);
    }
    return array(in, targets);
  }

  private static NDArray constant(Map<String, NDArray> in, long seed) {
    return array(in, random(seed));
  }

  private static NDArray array(Map<String, NDArray> in, double[] values) {
    NDArray like = in.get("a");
    GoldenArray array = new GoldenArray(new long[] {ROWS, CLASSES}, values);
    return Autograd.array(like.getManager(), array, like.getDataType());
  }

  private static double[] random(long seed) {
    return new Random(seed).doubles(ROWS * CLASSES, -2, 2).toArray();
  }

  private static void check(Autograd.Scalar loss, long seed) {
    Map<String, double[]> point =
        Map.of("a", random(seed), "b", random(seed + 100), "c", random(seed + 200));
    Map<String, GoldenArray> used = arrays(point);
    Autograd.Result result = Autograd.run(DataType.FLOAT64, used, withAll(loss));
    double steepest = 0;
    for (String name : point.keySet()) {
      for (int i = 0; i < ROWS * CLASSES; i++) {
        double slope =
            (at(loss, point, name, i, STEP) - at(loss, point, name, i, -STEP)) / 2 / STEP;
        double gradient = result.gradients().get(name)[i];
        assertEquals(slope, gradient, 1e-6 * Math.max(1, Math.abs(slope)), name + "[" + i + "]");
        steepest = Math.max(steepest, Math.abs(gradient));
      }
    }
    assertTrue(steepest > 1e-3, "a gradient of nothing proves nothing");
  }

  /** Adds 0 times every input, so that inputs that a loss does not read have a gradient too. */
  private static Autograd.Scalar withAll(Autograd.Scalar loss) {
    return in -> {
      NDArray nothing = in.values().stream().map(NDArray::sum).reduce(NDArray::add).orElseThrow();
      return loss.apply(in).add(nothing.mul(0));
    };
  }

  private static double at(
      Autograd.Scalar loss, Map<String, double[]> point, String name, int index, double step) {
    Map<String, double[]> moved = new HashMap<>(point);
    double[] values = Arrays.copyOf(point.get(name), ROWS * CLASSES);
    values[index] += step;
    moved.put(name, values);
    return Autograd.value(arrays(moved), loss);
  }

  private static Map<String, GoldenArray> arrays(Map<String, double[]> point) {
    Map<String, GoldenArray> arrays = new LinkedHashMap<>();
    point.forEach(
        (name, values) -> arrays.put(name, new GoldenArray(new long[] {ROWS, CLASSES}, values)));
    return arrays;
  }
}
