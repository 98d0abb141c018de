package org.vigil.models.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.Arrays;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RecipesTest {

  static Stream<Recipe> recipes() {
    return Stream.of(
        PaperRecipes.multiScaleViT(),
        PaperRecipes.dualRefNet(),
        PaperRecipes.cTransCnn(),
        PaperRecipes.pairedAndMultiModal(),
        PaperRecipes.fzlpr());
  }

  @ParameterizedTest
  @MethodSource("recipes")
  void photographsAndRadiographsBecomeThreePlanesOf224(Recipe recipe) {
    for (Bitmap picture :
        new Bitmap[] {
          RandomPictures.eightBit(1, 300, 200, 3),
          RandomPictures.eightBit(2, 90, 400, 1),
          RandomPictures.sixteenBit(3, 257, 255)
        }) {
      Planes input = recipe.apply(picture);
      assertArrayEquals(
          new int[] {3, 224, 224}, new int[] {input.channels(), input.height(), input.width()});
      assertTrue(Arrays.stream(input.values()).allMatch(Double::isFinite));
    }
  }

  @Test
  void theStepsOfDualRefNetComeInItsOrder() {
    Bitmap8 picture = RandomPictures.eightBit(4, 100, 80, 3);
    Bitmap8 byHand =
        new ResizeEightBit(Kernel.BILINEAR, 224, 224)
            .apply(
                new LightnessEqualisation(new Clahe(2, 8, 8))
                    .apply(new ShadesOfGrey(6).apply(picture)));
    assertArrayEquals(byHand.samples(), PaperRecipes.dualRefNet().framed(picture).samples());
    Planes target = PaperRecipes.dualRefNet().enlarged(picture, 2, Kernel.BICUBIC);
    assertEquals(448, target.width());
    assertTrue(Arrays.stream(target.values()).allMatch(v -> v >= 0 && v <= 1));
  }

  @Test
  void theMiddleOfTheLargerSquareIsKept() {
    Bitmap8 picture = RandomPictures.eightBit(5, 256, 256, 3);
    Bitmap8 middle = PaperRecipes.fzlpr().framed(picture);
    assertArrayEquals(picture.crop(new Area(16, 16, 224, 224)).samples(), middle.samples());
  }

  @Test
  void sixteenBitsAreRoundedToTheNearestLevel() {
    Bitmap16 sixteen = new Bitmap16(4, 1, 1, new short[] {0, 128, 129, (short) 65_535});
    assertArrayEquals(new byte[] {0, 0, 1, (byte) 255}, Bitmap8.of(sixteen).samples());
  }
}
