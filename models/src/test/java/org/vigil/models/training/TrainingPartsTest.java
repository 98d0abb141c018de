package org.vigil.models.training;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.preprocess.InputPipeline;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;

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
    Augmentation.plain(data, 0, SPEC, training, 0);
    assertArrayEquals(training, new InputPipeline(SPEC).apply(picture.getRaster()), 1e-6f);
  }

  @Test
  void viewsFollowTheSeedAndStayInTheirBounds() {
    Augmentation augmentation = new Augmentation(true, 2, 0.1);
    float[] first = new float[SPEC.length()];
    float[] again = new float[SPEC.length()];
    augmentation.random(onePicture(2), 0, SPEC, new Random(3), first, 0);
    augmentation.random(onePicture(2), 0, SPEC, new Random(3), again, 0);
    assertArrayEquals(first, again);
    for (float value : first) {
      assertTrue(value >= (0 - 0.7) / 0.1 - 1e-4 && value <= (1.1 - 0.4) / 0.1 + 1e-4);
    }
  }

  @Test
  void withoutRoomToMoveAViewIsThePictureOrItsMirrorImage() {
    Augmentation still = new Augmentation(false, 0, 0);
    float[] plain = new float[SPEC.length()];
    Augmentation.plain(onePicture(4), 0, SPEC, plain, 0);
    Random random = new Random(5);
    for (int i = 0; i < 10; i++) {
      float[] view = new float[SPEC.length()];
      still.random(onePicture(4), 0, SPEC, random, view, 0);
      assertTrue(view[0] == plain[0] || view[0] == plain[27], "first or last of the row");
    }
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
    TrainingSettings settings = new TrainingSettings(10, 8, 0.1, 0, 2, 3, 1);
    assertEquals(0.1 / 10, settings.rateAt(0, 5), 1e-12);
    assertEquals(0.1, settings.rateAt(9, 5), 1e-12);
    assertEquals(0.1, settings.rateAt(10, 5), 1e-12);
    assertEquals(0.05, settings.rateAt(30, 5), 1e-12);
    assertEquals(0, settings.rateAt(50, 5), 1e-12);
  }
}
