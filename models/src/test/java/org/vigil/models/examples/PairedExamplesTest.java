package org.vigil.models.examples;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.fusion.TaskColumns;
import org.vigil.models.method.ammfm.AmmfmNetwork;
import org.vigil.models.method.ammfm.AmmfmSettings;
import org.vigil.models.method.fusionm4net.SecondStage;
import org.vigil.models.method.paired.BranchProbabilities;
import org.vigil.models.method.paired.PairedOutputs;
import org.vigil.models.method.pemm.PemmNetwork;
import org.vigil.models.method.pemm.PemmSettings;
import org.vigil.models.nn.Build;

/** The examples of docs/models/ammfm.md, pemm.md and fusionm4net.md. */
class PairedExamplesTest {

  @Test
  void anAmmfmNetworkIsBuiltAskedAndJudged() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray answers = manager.zeros(new Shape(2, 24));
      AmmfmSettings settings = AmmfmSettings.PUBLISHED; // Swin V2-T, MobileNetV3-small, AAB
      AmmfmNetwork network = new AmmfmNetwork(new Build(manager, new Random(1)), settings);
      NDArray derm = manager.randomNormal(new Shape(2, 3, 64, 64));
      NDArray clin = manager.randomNormal(new Shape(2, 3, 64, 64));
      PairedOutputs outputs = network.predict(derm, clin); // [2, 24] from each branch
      NDArray loss = outputs.loss(settings.loss(), answers);
      BranchProbabilities likely = BranchProbabilities.of(outputs, TaskColumns.SEVEN_POINT);
      check(likely, loss);
    }
  }

  @Test
  void aPemmNetworkIsBuiltAskedAndJudged() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      NDArray answers = manager.zeros(new Shape(2, 24));
      PemmSettings settings = PemmSettings.PUBLISHED; // Swin V2-T, shared cross-attention
      PemmNetwork network = new PemmNetwork(new Build(manager, new Random(1)), settings);
      NDArray derm = manager.randomNormal(new Shape(2, 3, 64, 64));
      NDArray clin = manager.randomNormal(new Shape(2, 3, 64, 64));
      PairedOutputs outputs = network.predict(derm, clin); // [2, 24] from each branch
      NDArray loss = outputs.loss(settings.loss(PemmSettings.CLINICAL_SHARE), answers);
      BranchProbabilities likely = BranchProbabilities.of(outputs, TaskColumns.SEVEN_POINT);
      check(likely, loss);
    }
  }

  private static void check(BranchProbabilities likely, NDArray loss) {
    assertEquals(2, likely.cases());
    assertEquals(24, likely.fusion()[1].length);
    assertEquals(0, loss.getFloat(), 0f); // of answers that are all unknown
  }

  @Test
  void aSecondStageIsTrainedAndAsked() {
    Random random = new Random(5);
    SecondStage.Cases otherHalf = cases(60, random);
    SecondStage.Cases validationByHalf = cases(4, random);
    SecondStage.Cases validation = validationByHalf;
    SecondStage.Cases unseen = cases(20, random);
    SecondStage.HalfTrained half = new SecondStage.HalfTrained(otherHalf, validationByHalf);
    SecondStage stage = SecondStage.train(TaskColumns.SEVEN_POINT, half, validation, 1);
    double weightOfPictures = stage.scheme2().first(); // W1 of Eq. 6.6
    double[][] p3 = stage.probabilities(unseen.branches(), unseen.metadata()); // [case][24]
    int right = TaskColumns.SEVEN_POINT.correct(p3, unseen.labels());
    assertTrue(weightOfPictures >= 0 && weightOfPictures <= 1);
    assertTrue(right > 0.3 * 8 * 20, () -> "right answers: " + right);
  }

  /** The branches know nothing, two metadata columns know the first answer of every question. */
  private static SecondStage.Cases cases(int count, Random random) {
    double[][] branch = new double[count][24];
    double[][] metadata = new double[count][2];
    int[][] labels = new int[count][8];
    for (int i = 0; i < count; i++) {
      for (int task = 0; task < 8; task++) {
        int width = TaskColumns.SEVEN_POINT.widths().get(task);
        labels[i][task] = i % 2;
        for (int column = 0; column < width; column++) {
          branch[i][TaskColumns.SEVEN_POINT.first(task) + column] = random.nextDouble() / width;
        }
      }
      metadata[i][i % 2] = 1;
    }
    return new SecondStage.Cases(new BranchProbabilities(branch, branch, branch), metadata, labels);
  }
}
