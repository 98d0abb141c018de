package org.vigil.models.method.dualrefnet;

import static org.junit.jupiter.api.Assertions.assertTrue;

import ai.djl.Device;
import ai.djl.ndarray.NDArray;
import ai.djl.ndarray.NDManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.models.augmentation.Augmentation;
import org.vigil.models.augmentation.Mixing;
import org.vigil.models.augmentation.PictureBatches;
import org.vigil.models.dataset.Examples;
import org.vigil.models.method.OverfitRun;
import org.vigil.models.method.RealLesions;
import org.vigil.models.method.SmallColour;
import org.vigil.models.method.dualrefnet.DualRefNetConfiguration.MetadataWeighting;
import org.vigil.models.network.NetworkOptions;
import org.vigil.models.network.Vgg;
import org.vigil.models.nn.Build;
import org.vigil.models.preprocess.Bitmap;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.Framing;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.Kernel;
import org.vigil.models.preprocess.Recipe;
import org.vigil.models.seed.Seed;
import org.vigil.models.training.GradientClip;
import org.vigil.models.training.Sgd;

/** A small VGG, metadata, decoder and all three terms of the loss under SGD. */
class DualRefNetOverfitTest {
  private static final int SIDE = 32;
  private static final int CRITERIA = 14;
  private static final int CLASSES = 3;

  /** Of ISIC 2019: naevi, basal cell carcinomas, melanomas. */
  private static final int[] COUNTS = {12875, 3323, 4522};

  @ParameterizedTest
  @EnumSource
  void theNetworkLearnsThirtyTwoLesionsByHeart(MetadataWeighting weighting) {
    var training =
        new DualRefNetTraining(
            0.2, 0.03, new Sgd(0.9, false, 1e-5), 20, 600, 32, Augmentation.NONE);
    var configuration =
        new DualRefNetConfiguration(
            "vgg",
            CRITERIA,
            List.of(32, 32, 32, 32),
            weighting,
            CLASSES,
            32,
            List.of(48, 32, 24, 16, 12),
            Kernel.BICUBIC,
            training);
    try (NDManager manager = NDManager.newBaseManager(Device.cpu(), "PyTorch")) {
      Build build = new Build(manager, new Random(3));
      Vgg small =
          new Vgg(
              build, NetworkOptions.published(1), new Vgg.Sizes(List.of(16, 24, 32, 48, 64), 1, 1));
      DualRefNet network = new DualRefNet(build, configuration, small);
      double left =
          OverfitRun.remainder(
              network,
              manager,
              new DualRefNetObjective(network, manager, configuration.loss(COUNTS)),
              batch(manager),
              training.settings(new Seed(5)).withClip(new GradientClip.Norm(0.5)),
              0.049);
      assertTrue(left < 0.05, () -> "left of the loss: " + left);
    }
  }

  private static DualRefNetBatch batch(NDManager manager) {
    RealLesions lesions = RealLesions.read(32);
    InputSpec spec = SmallColour.spec(SIDE);
    List<Bitmap8> small = lesions.pictures().stream().map(DualRefNetOverfitTest::small).toList();
    float[][] diagnoses = rows(lesions.diagnoses(manager));
    var pictures =
        new PictureBatches(
            new Lesions(small, diagnoses), spec, Augmentation.NONE, new Mixing.None());
    float[][] metadata = rows(lesions.criteria(manager));
    return new DualRefNetBatches(pictures, metadata, Kernel.BICUBIC)
        .make(IntStream.range(0, small.size()).toArray(), new Seed(1));
  }

  private static Bitmap8 small(Path picture) {
    try {
      Bitmap whole = Bitmap.of(ImageIO.read(picture.toFile()).getRaster());
      return new Recipe(new Framing.Stretched(SIDE, SIDE), Kernel.BILINEAR).framed(whole);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static float[][] rows(NDArray table) {
    float[] values = table.toFloatArray();
    int width = (int) table.getShape().get(1);
    return IntStream.range(0, values.length / width)
        .mapToObj(i -> Arrays.copyOfRange(values, i * width, (i + 1) * width))
        .toArray(float[][]::new);
  }

  private record Lesions(List<Bitmap8> all, float[][] targets) implements Examples {
    @Override
    public int size() {
      return all.size();
    }

    @Override
    public int outputs() {
      return targets[0].length;
    }

    @Override
    public Bitmap8 picture(int index) {
      return all.get(index);
    }

    @Override
    public float[] target(int index) {
      return targets[index];
    }
  }
}
