package org.vigil.models.augmentation;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Planes;
import org.vigil.models.preprocess.TestTimeTransform;
import org.vigil.models.preprocess.Zoom;
import org.vigil.models.seed.Seed;

class AugmentationTest {
  private static Bitmap8 random(int width, int height, int channels, long seed) {
    byte[] samples = new byte[width * height * channels];
    new Random(seed).nextBytes(samples);
    return new Bitmap8(width, height, channels, samples);
  }

  private static Planes planes(Bitmap8 picture) {
    float[] values = new Draft(picture, Border.BLACK).pixels();
    double[] wide = new double[values.length];
    Arrays.setAll(wide, i -> values[i]);
    return new Planes(picture.channels(), picture.height(), picture.width(), wide);
  }

  private static float[] moved(Bitmap8 picture, Border border, Affine... movements) {
    Draft draft = new Draft(picture, border);
    Arrays.stream(movements).forEach(draft::move);
    return draft.pixels();
  }

  @Test
  void aPictureIsMirroredExactly() {
    Bitmap8 picture = random(7, 5, 3, 1);
    assertArrayEquals(
        TestTimeTransform.HORIZONTAL.apply(planes(picture)).floats(),
        moved(picture, Border.BLACK, Affine.mirror(true, false)));
    assertArrayEquals(
        TestTimeTransform.BOTH.apply(planes(picture)).floats(),
        moved(picture, Border.BLACK, Affine.mirror(true, true)));
  }

  @Test
  void aQuarterTurnIsClockwiseAsSeen() {
    Bitmap8 picture = random(6, 6, 1, 2);
    assertArrayEquals(
        TestTimeTransform.CLOCKWISE_90.apply(planes(picture)).floats(),
        moved(picture, Border.REPEATED, Affine.turn(90)),
        1e-5f);
  }

  @ParameterizedTest
  @CsvSource({"1.1", "0.9", "2.5"})
  void zoomingIsBilinearAboutTheMiddle(double factor) {
    Bitmap8 picture = random(9, 8, 3, 3);
    assertArrayEquals(
        new Zoom(factor).apply(planes(picture)).floats(),
        moved(picture, Border.BLACK, Affine.zoom(factor, factor)),
        1e-6f);
  }

  @Test
  void aShiftUncoversTheBorder() {
    Bitmap8 row = new Bitmap8(3, 1, 1, new byte[] {51, 102, (byte) 204});
    Affine right = Affine.shift(1, 0);
    assertArrayEquals(new float[] {0, 0.2f, 0.4f}, moved(row, Border.BLACK, right), 1e-6f);
    assertArrayEquals(new float[] {0.2f, 0.2f, 0.4f}, moved(row, Border.REPEATED, right), 1e-6f);
  }

  @Test
  void movementsInARowAreOneAndUndoEachOtherWithoutBlur() {
    Bitmap8 picture = random(12, 12, 3, 4);
    float[] there =
        moved(
            picture,
            Border.REPEATED,
            Affine.turn(17),
            Affine.zoom(1.3, 0.8),
            Affine.shift(2.5, -1),
            Affine.shift(-2.5, 1),
            Affine.zoom(1 / 1.3, 1.25),
            Affine.turn(-17));
    assertArrayEquals(planes(picture).floats(), there, 1e-4f);
  }

  @Test
  void aCropIsAWindowOfThePicture() {
    Bitmap8 picture = random(9, 8, 1, 5);
    float[] whole = planes(picture).floats();
    boolean[] seen = new boolean[5 * 6];
    for (int i = 0; i < 500; i++) {
      Draft draft = new Draft(picture, Border.BLACK);
      new RandomCrop(3, 5).apply(draft, new Seed(i).generator());
      float[] crop = draft.pixels();
      assertEquals(15, crop.length);
      seen[place(whole, crop)] = true;
    }
    int found = 0;
    for (boolean place : seen) {
      found += place ? 1 : 0;
    }
    assertEquals(6 * 5, found, "every window comes up");
  }

  private static int place(float[] whole, float[] crop) {
    for (int top = 0; top < 6; top++) {
      for (int left = 0; left < 5; left++) {
        boolean same = true;
        for (int i = 0; i < crop.length && same; i++) {
          same = crop[i] == whole[(top + i / 5) * 9 + left + i % 5];
        }
        if (same) {
          return top * 5 + left;
        }
      }
    }
    throw new AssertionError("no window of the picture");
  }

  @Test
  void aResizedCropHasTheSizeAskedForAndStaysInside() {
    Bitmap8 white = new Bitmap8(20, 16, 1, filled(320, (byte) 255));
    for (int i = 0; i < 200; i++) {
      Draft draft = new Draft(white, Border.BLACK);
      new ResizedCrop(8, 8, 0.3, 4 / 3.0).apply(draft, new Seed(i).generator());
      float[] crop = draft.pixels();
      assertEquals(64, crop.length);
      for (float value : crop) {
        assertTrue(value > 0.49f, "seed " + i + ": " + value); // Half a pixel at most is outside.
      }
    }
  }

  private static byte[] filled(int length, byte value) {
    byte[] bytes = new byte[length];
    Arrays.fill(bytes, value);
    return bytes;
  }

  private static InputSpec spec(int channels, int height, int width) {
    return new InputSpec(
        InputSpec.P1,
        channels,
        height,
        width,
        Kernel.BICUBIC,
        InputSpec.Fit.STRETCH,
        Collections.nCopies(channels, 0.5),
        Collections.nCopies(channels, 0.25));
  }

  private static final Augmentation EVERYTHING =
      new Augmentation(
          List.of(
              new Flip(0.5, 0.5),
              new Rotation(30),
              new Shift(0.1),
              new Scaling(0.8, 1.2),
              new RandomCrop(10, 12),
              new Brightness(0.2),
              new Contrast(0.2),
              new Saturation(0.2),
              new Noise(0.02),
              new RandAugment(2, 9)),
          Border.REPEATED);

  @Test
  void aViewIsAPureFunctionOfPictureAndSeedWithinTheRangeOfPictures() {
    InputSpec spec = spec(3, 10, 12);
    Bitmap8 picture = random(16, 14, 3, 7);
    byte[] before = picture.samples().clone();
    float[] first = new float[spec.length()];
    float[] again = new float[spec.length() + 5];
    boolean varied = false;
    for (int i = 0; i < 300; i++) {
      float[] last = first.clone();
      EVERYTHING.write(picture, spec, new Seed(i), first, 0);
      EVERYTHING.write(picture, spec, new Seed(i), again, 5);
      assertArrayEquals(first, Arrays.copyOfRange(again, 5, again.length));
      varied |= !Arrays.equals(last, first);
      for (float value : first) {
        assertTrue(value >= -2.0001 && value <= 2.0001, "seed " + i + ": " + value);
      }
    }
    assertTrue(varied);
    assertArrayEquals(before, picture.samples(), "nobody writes into the picture");
  }

  @Test
  void aViewOfAnotherShapeThanTheNetworkWantsIsRefusedWithBoth() {
    IllegalArgumentException e =
        assertThrows(
            IllegalArgumentException.class,
            () ->
                Augmentation.NONE.write(
                    random(5, 4, 3, 1), spec(1, 4, 4), new Seed(1), new float[16], 0));
    assertEquals("a view of [3, 4, 5] for a network that wants [1, 4, 4]", e.getMessage());
    assertThrows(
        IllegalArgumentException.class,
        () ->
            EVERYTHING.write(random(5, 4, 3, 1), spec(3, 10, 12), new Seed(1), new float[360], 0));
  }

  @ParameterizedTest
  @EnumSource(RandAugment.Operation.class)
  void everyOperationChangesAPictureMoreTheStrongerItIs(RandAugment.Operation operation) {
    Bitmap8 picture = random(33, 33, 3, 8);
    float[] plain = planes(picture).floats();
    for (int sign : new int[] {-1, 1}) {
      double little = difference(plain, picture, operation, 0.1, sign);
      double much = difference(plain, picture, operation, 1, sign);
      boolean fixed =
          List.of(
                  RandAugment.Operation.IDENTITY,
                  RandAugment.Operation.AUTO_CONTRAST,
                  RandAugment.Operation.EQUALISE)
              .contains(operation);
      assertTrue(fixed ? much == little : much > little, operation + ": " + little + ", " + much);
      assertEquals(operation == RandAugment.Operation.IDENTITY, much == 0);
    }
  }

  private static double difference(
      float[] plain, Bitmap8 picture, RandAugment.Operation operation, double strength, int sign) {
    Draft draft = new Draft(picture, Border.BLACK);
    if (operation == RandAugment.Operation.AUTO_CONTRAST) {
      Tones.contrast(draft, 0.5); // Noise fills the range already.
    }
    operation.apply(draft, strength, sign);
    float[] pixels = draft.pixels();
    double sum = 0;
    for (int i = 0; i < plain.length; i++) {
      sum += Math.abs(plain[i] - pixels[i]);
    }
    return sum;
  }

  @Test
  void impossibleStepsAreRefused() {
    assertThrows(IllegalArgumentException.class, () -> new Flip(1.1, 0));
    assertThrows(IllegalArgumentException.class, () -> new Rotation(-1));
    assertThrows(IllegalArgumentException.class, () -> new Scaling(0, 1));
    assertThrows(IllegalArgumentException.class, () -> new Noise(Double.NaN));
    assertThrows(IllegalArgumentException.class, () -> new RandAugment(2, 31));
    assertThrows(IllegalArgumentException.class, () -> new ResizedCrop(8, 8, 0, 1));
    assertFalse(EVERYTHING.toString().contains("@"), "a checkpoint is found by this text");
  }
}
