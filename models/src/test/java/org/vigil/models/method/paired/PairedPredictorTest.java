package org.vigil.models.method.paired;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.TestTimeTransform;

class PairedPredictorTest {
  private static final TaskColumns TASKS = new TaskColumns(List.of(2, 3));

  /** Answers with the first pixels of both pictures, so that looks can be told apart. */
  private static final class FirstPixels extends PairedNetwork {
    @Override
    public PairedOutputs predict(NDArray dermoscopic, NDArray clinical) {
      NDArray derm = dermoscopic.reshape(dermoscopic.getShape().get(0), -1).get(":, :5");
      NDArray clin = clinical.reshape(clinical.getShape().get(0), -1).get(":, :5");
      return new PairedOutputs(derm, clin, derm.add(clin));
    }
  }

  @Test
  void eachQuestionsProbabilitiesAreAveragedOverTheLooks() {
    List<PairedPredictor.Pair> cases = cases();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      BranchProbabilities found = predictor(manager, TestTimeTransform.PAIRED, 2).predict(cases);
      assertEquals(3, found.cases());
      for (int i = 0; i < 3; i++) {
        double[] derm = new double[5];
        for (TestTimeTransform look : TestTimeTransform.PAIRED) {
          double[] pixels = look.apply(cases.get(i).derm()).values();
          add(derm, pixels, 0, 2);
          add(derm, pixels, 2, 5);
        }
        assertArrayEquals(derm, found.derm()[i], 1e-6);
        assertEquals(1, found.fusion()[i][2] + found.fusion()[i][3] + found.fusion()[i][4], 1e-6);
      }
    }
  }

  /** A quarter of the softmax over some columns. */
  private static void add(double[] sum, double[] logits, int from, int to) {
    double all = 0;
    for (int i = from; i < to; i++) {
      all += Math.exp(logits[i]);
    }
    for (int i = from; i < to; i++) {
      sum[i] += Math.exp(logits[i]) / all / 4;
    }
  }

  @Test
  void theSizeOfTheBatchDoesNotMatter() {
    List<PairedPredictor.Pair> cases = cases();
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      List<TestTimeTransform> plain = List.of(TestTimeTransform.IDENTITY);
      double[][] alone = predictor(manager, plain, 1).predict(cases).clin();
      double[][] together = predictor(manager, plain, 8).predict(cases).clin();
      for (int i = 0; i < alone.length; i++) {
        assertArrayEquals(alone[i], together[i], 1e-7);
      }
      assertThrows(
          IllegalArgumentException.class, () -> predictor(manager, plain, 8).predict(List.of()));
      assertThrows(IllegalArgumentException.class, () -> predictor(manager, List.of(), 8));
    }
  }

  private static PairedPredictor predictor(
      NDManager manager, List<TestTimeTransform> looks, int batch) {
    return new PairedPredictor(new FirstPixels(), manager, TASKS, looks, batch);
  }

  private static List<PairedPredictor.Pair> cases() {
    Random random = new Random(11);
    return random
        .ints(3)
        .mapToObj(i -> new PairedPredictor.Pair(picture(random), picture(random)))
        .toList();
  }

  private static Planes picture(Random random) {
    return new Planes(1, 2, 4, random.doubles(8).toArray());
  }
}
