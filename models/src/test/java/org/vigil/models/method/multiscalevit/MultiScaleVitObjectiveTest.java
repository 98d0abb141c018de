package org.vigil.models.method.multiscalevit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.DataType;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.PictureBatch;
import org.vigil.models.loss.Distillation;
import org.vigil.models.loss.LossWeights;
import org.vigil.models.method.PictureArrays;
import org.vigil.models.method.multiscalevit.MultiScaleVitConfiguration.Encoder;
import org.vigil.models.method.multiscalevit.MultiScaleVitTraining.Teacher;
import org.vigil.models.nn.Build;
import org.vigil.models.nn.Layer;

/** The losses' weights by epoch, and the teacher. */
class MultiScaleVitObjectiveTest {
  private static final MultiScaleVitConfiguration PLAIN =
      MultiScaleVitConfiguration.of(3, new Encoder(12, 1, 2, 24, 0.1), 6);
  private static final MultiScaleVitConfiguration TAUGHT =
      PLAIN.with(MultiScaleVitTraining.PUBLISHED.with(new Teacher(0.5, 4)));
  private NDManager manager;

  @BeforeEach
  void open() {
    manager = NDManager.newBaseManager(Device.cpu(), "PyTorch");
  }

  @AfterEach
  void close() {
    manager.close();
  }

  private MultiScaleVit network(long seed) {
    return new MultiScaleVit(new Build(manager, new Random(seed)), PLAIN);
  }

  private static PictureBatch pictures() {
    Random random = new Random(5);
    float[] inputs = new float[6 * 3 * 48 * 48];
    for (int i = 0; i < inputs.length; i++) {
      inputs[i] = (float) random.nextGaussian();
    }
    float[] targets = new float[6 * 3];
    for (int i = 0; i < 6; i++) {
      targets[i * 3 + i % 3] = 1;
    }
    return new PictureBatch(inputs, targets, 6, 3, 48, 48);
  }

  private double loss(
      MultiScaleVit network,
      MultiScaleVitConfiguration configuration,
      Optional<Layer> teacher,
      int epoch) {
    var objective = new MultiScaleVitObjective(network, configuration, manager, teacher);
    return number(objective.loss(new MultiScaleVitBatch(pictures(), epoch)));
  }

  private static double number(NDArray scalar) {
    return scalar.toType(DataType.FLOAT64, false).getDouble();
  }

  @Test
  void eachEpochHasTheWeightsOfItsPhase() {
    MultiScaleVit network = network(1);
    MultiScaleVit.Outputs outputs = network.outputs(PictureArrays.inputs(manager, pictures()));
    NDArray targets = PictureArrays.targets(manager, pictures());
    int[] epochs = {0, 69, 70, 140, 209};
    double[][] table = {
      {0.1, 0.45, 0.45}, {0.1, 0.45, 0.45}, {0.2, 0.5, 0.3}, {0.45, 0.5, 0.05}, {0.45, 0.5, 0.05}
    };
    for (int i = 0; i < epochs.length; i++) {
      var weights = new LossWeights(table[i][0], table[i][1], table[i][2]);
      double expected =
          number(PLAIN.loss().of(weights, outputs.logits(), outputs.embedding(), targets));
      assertEquals(expected, loss(network, PLAIN, Optional.empty(), epochs[i]), 1e-6);
    }
  }

  @Test
  void aTeacherAddsTheDistillationAndNothingElse() {
    MultiScaleVit network = network(1);
    MultiScaleVit teacher = network(2);
    NDArray pictures = PictureArrays.inputs(manager, pictures());
    double distilled =
        number(new Distillation(4).of(network.forward(pictures), teacher.forward(pictures)));
    assertTrue(distilled > 0);
    double plain = loss(network, PLAIN, Optional.empty(), 0);
    assertEquals(plain + 0.5 * distilled, loss(network, TAUGHT, Optional.of(teacher), 0), 1e-5);
    assertEquals(plain, loss(network, TAUGHT, Optional.of(network), 0), 1e-6);
  }

  @Test
  void aWeightForATeacherNeedsATeacher() {
    MultiScaleVit network = network(1);
    assertThrows(
        IllegalArgumentException.class,
        () -> new MultiScaleVitObjective(network, TAUGHT, manager, Optional.empty()));
  }
}
