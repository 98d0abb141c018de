package org.vigil.models.method.dualrefnet;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import ai.djl.ndarray.types.Shape;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.dataset.ClassExamples;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.method.SmallColour;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration.MetadataWeighting;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Normalisation;
import org.vigil.models.preprocess.ResizeEightBit;
import org.vigil.models.seed.Seed;

/** The paper's variants: other enlargement, weighed metadata. */
class DualRefNetVariantsTest {
  private static final int SIDE = 12;
  private static final InputSpec SPEC = SmallColour.spec(SIDE);

  private static PictureBatches pictures(byte[] samples, Mixing mixing) {
    var images = new LabelledImages(3, SIDE, new byte[][] {samples}, new int[] {2});
    return new PictureBatches(new ClassExamples(images, 3), SPEC, Augmentation.NONE, mixing);
  }

  @Test
  void theDecodersTargetIsTheViewItselfEnlarged() {
    byte[] samples = new byte[SIDE * SIDE * 3];
    new Random(4).nextBytes(samples);
    var pictures = pictures(samples, new Mixing.None());
    float[][] metadata = {{1, 2}};
    for (Kernel kernel : List.of(Kernel.BICUBIC, Kernel.BILINEAR)) {
      DualRefNetBatch batch =
          new DualRefNetBatches(pictures, metadata, kernel).make(new int[] {0}, new Seed(1));
      Bitmap8 large =
          new ResizeEightBit(kernel, 2 * SIDE, 2 * SIDE).apply(new Bitmap8(SIDE, SIDE, 3, samples));
      float[] expected = Normalisation.UNIT.apply(large).floats();
      assertArrayEquals(expected, batch.wanted(), 1e-7f, kernel.name());
      assertArrayEquals(metadata[0], batch.metadata());
    }
  }

  @Test
  void mixedPicturesAreRefusedAsTheyHaveNoMetadata() {
    var mixed = pictures(new byte[SIDE * SIDE * 3], new Mixing.Mixup(0.2));
    float[][] metadata = {{1, 2}};
    assertThrows(
        IllegalArgumentException.class,
        () -> new DualRefNetBatches(mixed, metadata, Kernel.BICUBIC));
  }

  @Test
  void dynamicWeightsLieBetweenNothingAndTheMetadataThemselves() {
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      MetadataWeights weights = new MetadataWeights(new Build(manager, new Random(1)), 5);
      assertEquals(2 * (5 * 5 + 5), weights.parameterCount());
      NDArray metadata = manager.create(new float[] {1, -2, 0, 3, 1}, new Shape(1, 5));
      float[] weighed = weights.forward(metadata).toFloatArray();
      float[] given = metadata.toFloatArray();
      for (int i = 0; i < given.length; i++) {
        assertTrue(Math.abs(weighed[i]) <= Math.abs(given[i]));
        assertEquals(Math.signum(given[i]), Math.signum(weighed[i]));
      }
      assertFalse(Arrays.equals(given, weighed));
    }
  }

  @Test
  void theVariantsDifferFromThePublishedInNothingElse() {
    var published =
        DualRefNetConfiguration.published("vgg13", 81, 6, DualRefNetTraining.PAD_UFES_20);
    assertEquals(Kernel.BICUBIC, published.target());
    assertEquals(published, published.with(Kernel.BILINEAR).with(Kernel.BICUBIC));
    var dynamic = published.with(MetadataWeighting.DYNAMIC);
    assertEquals(published, dynamic.with(MetadataWeighting.EQUAL));
    assertEquals(5, published.training().settings(new Seed(1)).patience());
    assertEquals(20, DualRefNetTraining.ISIC_2019.settings(new Seed(1)).patience());
  }
}
