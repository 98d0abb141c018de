package org.vigil.ingest.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.decode.Pnm;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Baseline and extended JPEG streams by DCMTK's encoder are, within one grey level, what its own
 * decoder makes of them ({@code src/test/scripts/lossy_streams.py}).
 */
class DctStreamsTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  @ParameterizedTest
  @ValueSource(
      strings = {
        "grey8.pgm",
        "grey8-rough.pgm",
        "grey8-extended.pgm",
        "grey8-restart.pgm",
        "grey12.pgm",
        "rgb8.ppm",
        "ybr8-444.ppm",
        "ybr8-422.ppm",
        "ybr8-411.ppm"
      })
  void everySampleIsWithinOneLevel(String picture) throws IOException {
    Pnm expected = Pnm.parse(resource("dct-" + picture));
    int[] samples = DctJpeg.decode(stream(picture), WIDTH, HEIGHT, picture.endsWith("ppm") ? 3 : 1);
    assertEquals(expected.samples().length, samples.length);
    int worst = 0;
    for (int i = 0; i < samples.length; i++) {
      worst = Math.max(worst, Math.abs(samples[i] - expected.samples()[i]));
    }
    assertTrue(worst <= 1, "off by " + worst);
  }

  @ParameterizedTest
  @ValueSource(strings = {"grey8.pgm", "grey8-restart.pgm", "grey12.pgm", "ybr8-411.ppm"})
  void aStreamThatEndsEarlyIsRefused(String picture) throws IOException {
    byte[] whole = stream(picture);
    int components = picture.endsWith("ppm") ? 3 : 1;
    for (int length = 0; length < whole.length - 4; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(RefusedException.class, () -> DctJpeg.decode(part, WIDTH, HEIGHT, components));
    }
  }

  @Test
  void aStreamOfAnotherProcessIsUnsupported() throws IOException {
    byte[] lossless = resource("lossless-grey8-1.bin");
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> DctJpeg.decode(lossless, WIDTH, HEIGHT, 1));
    assertEquals(RejectionReason.UNSUPPORTED_FORMAT, refusal.reason());
  }

  private static byte[] stream(String picture) throws IOException {
    return resource("dct-" + picture.substring(0, picture.indexOf('.')) + ".bin");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = DctStreamsTest.class.getResourceAsStream("/jpeg/" + name)) {
      return in.readAllBytes();
    }
  }
}
