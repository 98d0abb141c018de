package org.vigil.inference.explain;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.awt.image.BufferedImage;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import javax.imageio.ImageIO;
import org.junit.jupiter.api.Test;
import org.vigil.models.explanation.HeatMap;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.preprocess.InputSpec.Fit;
import org.vigil.models.preprocess.Kernel;

class OverlayTest {
  private static final HeatMap LEFT = new HeatMap(2, 2, new float[] {3, 0, 3, 0});

  @Test
  void anOverlayHasThePicturesProportionsAndShowsTheStrongPartOnly() throws IOException {
    BufferedImage overlay = drawn(Fit.STRETCH, 2000, 1000, LEFT);
    assertEquals(512, overlay.getWidth());
    assertEquals(256, overlay.getHeight());
    assertEquals(255, alpha(overlay, 10, 128));
    assertEquals(0, alpha(overlay, 500, 128));
    assertTrue(alpha(overlay, 256, 128) > 100 && alpha(overlay, 256, 128) < 155);
  }

  @Test
  void whatACentreCropCutOffStaysClear() throws IOException {
    HeatMap everywhere = new HeatMap(1, 1, new float[] {1});
    BufferedImage overlay = drawn(Fit.CENTRE_CROP, 400, 200, everywhere);
    assertEquals(0, alpha(overlay, 99, 100));
    assertEquals(255, alpha(overlay, 101, 100));
    assertEquals(255, alpha(overlay, 298, 0));
    assertEquals(0, alpha(overlay, 301, 199));
  }

  @Test
  void aMapOfNothingIsClearAll() throws IOException {
    BufferedImage overlay = drawn(Fit.STRETCH, 30, 20, new HeatMap(2, 2, new float[4]));
    for (int x = 0; x < 30; x++) {
      assertEquals(0, alpha(overlay, x, x % 20));
    }
  }

  private static int alpha(BufferedImage image, int x, int y) {
    return image.getRGB(x, y) >>> 24;
  }

  private static BufferedImage drawn(Fit fit, int width, int height, HeatMap map)
      throws IOException {
    InputSpec seen =
        new InputSpec(InputSpec.P1, 1, 28, 28, Kernel.BILINEAR, fit, List.of(0.5), List.of(0.25));
    return ImageIO.read(new ByteArrayInputStream(new Overlay(seen, width, height).png(map)));
  }
}
