package org.vigil.models.preprocess;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.awt.image.BufferedImage;
import java.awt.image.Raster;
import java.awt.image.WritableRaster;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.zip.GZIPInputStream;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.dataset.MedMnist;
import org.vigil.models.golden.GoldenFile;
import org.vigil.models.preprocess.InputSpec.Fit;

class InputPipelineTest {

  private static InputPipeline pipeline(int channels, int side, Fit fit) {
    return new InputPipeline(
        new InputSpec(
            InputSpec.P1,
            channels,
            side,
            side,
            Kernel.BICUBIC,
            fit,
            Collections.nCopies(channels, 0.0),
            Collections.nCopies(channels, 1.0)));
  }

  private static BufferedImage noise(int width, int height, int type, int max, long seed) {
    BufferedImage picture = new BufferedImage(width, height, type);
    WritableRaster raster = picture.getRaster();
    Random random = new Random(seed);
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        for (int band = 0; band < raster.getNumBands(); band++) {
          raster.setSample(x, y, band, random.nextInt(max + 1));
        }
      }
    }
    return picture;
  }

  @Test
  void sixteenBitsAndEightBitsOfOneRadiographGiveTheSameInput() {
    BufferedImage eight = noise(90, 70, BufferedImage.TYPE_BYTE_GRAY, 255, 1);
    BufferedImage sixteen = new BufferedImage(90, 70, BufferedImage.TYPE_USHORT_GRAY);
    for (int i = 0; i < 90 * 70; i++) {
      int value = eight.getRaster().getSample(i % 90, i / 90, 0);
      sixteen.getRaster().setSample(i % 90, i / 90, 0, value * 257); // 255 becomes 65535.
    }
    InputPipeline pipeline = pipeline(1, 28, Fit.CENTRE_CROP);
    assertArrayEquals(
        pipeline.apply(eight.getRaster()), pipeline.apply(sixteen.getRaster()), 1e-6f);
  }

  @Test
  void aCentreCropLooksAtTheMiddleSquareOnly() {
    BufferedImage wide = noise(100, 40, BufferedImage.TYPE_BYTE_GRAY, 255, 2);
    Raster middle = wide.getRaster().createChild(30, 0, 40, 40, 0, 0, null);
    InputPipeline crop = pipeline(1, 28, Fit.CENTRE_CROP);
    InputPipeline stretch = pipeline(1, 28, Fit.STRETCH);
    assertArrayEquals(stretch.apply(middle), crop.apply(wide.getRaster()));
  }

  @Test
  void greyIsRepeatedForAColourNetworkAndColourBecomesLuminance() {
    BufferedImage grey = noise(50, 50, BufferedImage.TYPE_BYTE_GRAY, 255, 3);
    float[] three = pipeline(3, 28, Fit.STRETCH).apply(grey.getRaster());
    float[] one = pipeline(1, 28, Fit.STRETCH).apply(grey.getRaster());
    for (int i = 0; i < one.length; i++) {
      assertEquals(one[i], three[i]);
      assertEquals(one[i], three[2 * one.length + i]);
    }
    BufferedImage green = new BufferedImage(30, 30, BufferedImage.TYPE_INT_RGB);
    for (int i = 0; i < 900; i++) {
      green.setRGB(i % 30, i / 30, 0x00FF00);
    }
    assertEquals(0.587f, pipeline(1, 28, Fit.STRETCH).apply(green.getRaster())[400], 1e-4f);
  }

  @Test
  void onePixelAndExtremeShapesAreStillAPicture() {
    for (int[] size : new int[][] {{1, 1}, {1, 500}, {500, 1}, {27, 29}, {3, 2000}}) {
      BufferedImage picture = noise(size[0], size[1], BufferedImage.TYPE_3BYTE_BGR, 255, 4);
      for (Fit fit : Fit.values()) {
        for (float value : pipeline(3, 28, fit).apply(picture.getRaster())) {
          assertTrue(value >= 0 && value <= 1, () -> fit + " gave " + value);
        }
      }
    }
  }

  @Test
  void fourBandsAreRefused() {
    BufferedImage alpha = new BufferedImage(20, 20, BufferedImage.TYPE_4BYTE_ABGR);
    InputPipeline pipeline = pipeline(3, 28, Fit.STRETCH);
    assertThrows(IllegalArgumentException.class, () -> pipeline.apply(alpha.getRaster()));
  }

  /** The training data are others' small copies; ours of the same originals must look alike. */
  @Test
  void originalsArePreparedLikeTheSmallCopiesThatTheNetworkLearntFrom() throws IOException {
    Path data = GoldenFile.shared("data");
    Path ids = data.resolve("medmnist/ham10000_28_ids.csv.gz");
    assumeTrue(Files.exists(ids), () -> "no data at " + ids);
    MedMnist small = MedMnist.read(data.resolve("medmnist/ham10000_28.npz"));
    InputPipeline pipeline = pipeline(3, 28, Fit.STRETCH);
    int compared = 0;
    for (String line : lines(ids)) {
      String[] row = line.split(",", -1);
      Path original = data.resolve("ham10000").resolve(row[2] + ".jpg");
      if (Files.exists(original)) {
        float[] prepared = pipeline.apply(ImageIO.read(original.toFile()).getRaster());
        double difference = difference(split(small, row[0]), Integer.parseInt(row[1]), prepared);
        assertTrue(difference < 0.01, row[2] + " differs by " + difference);
        compared++;
      }
    }
    assertEquals(11, compared);
  }

  private static List<String> lines(Path file) throws IOException {
    try (var in = new GZIPInputStream(Files.newInputStream(file))) {
      return new String(in.readAllBytes(), java.nio.charset.StandardCharsets.UTF_8)
          .lines()
          .toList();
    }
  }

  private static LabelledImages split(MedMnist data, String name) {
    return switch (name) {
      case "train" -> data.train();
      case "val" -> data.validation();
      default -> data.test();
    };
  }

  private static double difference(LabelledImages data, int index, float[] prepared) {
    double sum = 0;
    byte[] pixels = data.pixels()[index];
    int area = 28 * 28;
    for (int i = 0; i < pixels.length; i++) {
      float ours = prepared[i % 3 * area + i / 3];
      sum += Math.abs((pixels[i] & 0xFF) / 255.0 - ours);
    }
    return sum / pixels.length;
  }
}
