package org.vigil.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.preprocess.InputPipeline;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.schedule.Constant;
import org.vigil.models.schedule.PaperSchedules;
import org.vigil.models.seed.Seed;

class TrainingPartsTest {
  private static final InputSpec SPEC =
      new InputSpec(
          InputSpec.P1,
          3,
          28,
          28,
          Kernel.BICUBIC,
          InputSpec.Fit.STRETCH,
          List.of(0.7, 0.5, 0.4),
          List.of(0.1, 0.2, 0.3));

  private static LabelledImages onePicture(long seed) {
    byte[] pixels = new byte[28 * 28 * 3];
    new Random(seed).nextBytes(pixels);
    return new LabelledImages(3, 28, new byte[][] {pixels}, new int[] {0});
  }

  @Test
  void trainingSeesAPictureExactlyAsInferenceDoes() {
    LabelledImages data = onePicture(1);
    BufferedImage picture = new BufferedImage(28, 28, BufferedImage.TYPE_3BYTE_BGR);
    for (int i = 0; i < 28 * 28; i++) {
      for (int band = 0; band < 3; band++) {
        int sample = data.pixels()[0][3 * i + band] & 0xFF;
        picture.getRaster().setSample(i % 28, i / 28, band, sample);
      }
    }
    float[] training = new float[SPEC.length()];
    Augmentation.NONE.write(data.picture(0), SPEC, new Seed(1), training, 0);
    assertArrayEquals(training, new InputPipeline(SPEC).apply(picture.getRaster()), 1e-6f);
  }

  @Test
  void theTemperatureThatMadeTheLogitsTooSureIsFound() {
    Random random = new Random(6);
    double[][] logits = new double[20_000][1];
    int[] labels = new int[logits.length];
    for (int i = 0; i < labels.length; i++) {
      double honest = 2 * random.nextGaussian();
      labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-honest)) ? 1 : 0;
      logits[i][0] = 3 * honest;
    }
    assertEquals(3, Calibration.temperature(logits, labels), 0.15);
  }

  @Test
  void theTemperatureOfASoftmaxIsFoundToo() {
    Random random = new Random(7);
    double[][] logits = new double[20_000][2];
    int[] labels = new int[logits.length];
    for (int i = 0; i < labels.length; i++) {
      double honest = random.nextGaussian();
      labels[i] = random.nextDouble() < 1 / (1 + Math.exp(-honest)) ? 1 : 0;
      logits[i][1] = honest / 2;
    }
    assertEquals(0.5, Calibration.temperature(logits, labels), 0.05);
  }

  @Test
  void aThresholdFindsTheShareOfPositivesAskedForAndIsTheHighestThatDoes() {
    double[] scores = {0.9, 0.8, 0.8, 0.3, 0.95, 0.1};
    boolean[] positive = {true, true, true, true, false, false};
    assertEquals(0.9, OperatingPoints.forSensitivity(scores, positive, 0.25));
    assertEquals(0.8, OperatingPoints.forSensitivity(scores, positive, 0.5));
    assertEquals(0.8, OperatingPoints.forSensitivity(scores, positive, 0.75));
    assertEquals(0.3, OperatingPoints.forSensitivity(scores, positive, 0.76));
    assertEquals(0.3, OperatingPoints.forSensitivity(scores, positive, 1));
    boolean[] none = new boolean[scores.length];
    assertThrows(
        IllegalArgumentException.class, () -> OperatingPoints.forSensitivity(scores, none, 0.9));
  }

  @Test
  void theRateRisesThroughTheWarmUpAndFallsAsACosineToNothing() {
    LearningRate rate = TrainingSettings.warmUpAndCosine(0.1, 10, 50);
    assertEquals(0.1 / 10, rate.at(0, 0, 5), 1e-12);
    assertEquals(0.1, rate.at(1, 4, 5), 1e-12);
    assertEquals(0.1, rate.at(2, 0, 5), 1e-12);
    assertEquals(0.05, rate.at(6, 0, 5), 1e-12);
    assertEquals(0, rate.at(10, 0, 5), 1e-12);
  }

  @Test
  void phasesAreFoundByEpochAndTheirSchedulesCountFromTheirBeginning() {
    TrainingSettings settings =
        TrainingSettings.of(1, LearningRate.byStep(new Constant(1)), Adam.adam(0), new Seed(1))
            .withPhases(
                List.of(
                    Phase.of(5, LearningRate.byEpoch(new Constant(1e-3))),
                    Phase.of(20, LearningRate.byEpoch(PaperSchedules.fzlprStage2()))));
    assertEquals(25, settings.epochs());
    assertEquals(0, settings.phaseOf(4));
    assertEquals(1, settings.phaseOf(5));
    assertEquals(1, settings.phaseOf(24));
    assertEquals(5, settings.firstEpoch(1));
    LearningRate second = settings.phases().get(1).rate();
    assertEquals(1e-5, second.at(0, 7, 10), 1e-12);
    assertEquals(1e-7 + (1e-5 - 1e-7) / 2, second.at(10, 0, 10), 1e-12);
  }
}
