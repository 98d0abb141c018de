package org.vigil.ingest.jpeg2000;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.util.Arrays;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.ingest.decode.Pnm;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * JPEG 2000 codestreams by OpenJPEG are what OpenJPEG makes of them again ({@code
 * src/test/scripts/lossy_streams.py}): exactly, or within one level where they are lossy, two of
 * 65,536.
 */
class Jpeg2000Test {
  private static final int WIDTH = 74;
  private static final int HEIGHT = 46;
  private static final int WIDTH_IN_SIZ = 8; // Behind SOC, SIZ, its length and capabilities.
  private static final int TILE_WIDTH_IN_SIZ = 24;

  @ParameterizedTest
  @CsvSource({
    "reversible-grey8.pgm, 0",
    "reversible-grey12.pgm, 0",
    "reversible-grey16.pgm, 0",
    "reversible-rgb8.ppm, 0",
    "reversible-rgb8-untransformed.ppm, 0",
    "irreversible-grey8.pgm, 1",
    "irreversible-grey12.pgm, 1",
    "irreversible-grey16.pgm, 2",
    "irreversible-rgb8.ppm, 1"
  })
  void everySampleIsAsOpenJpegHasIt(String picture, int tolerance) throws IOException {
    Pnm expected = Pnm.parse(resource(picture));
    int[] samples = decode(stream(picture), picture);
    assertEquals(expected.samples().length, samples.length);
    int worst = 0;
    for (int i = 0; i < samples.length; i++) {
      worst = Math.max(worst, Math.abs(samples[i] - expected.samples()[i]));
    }
    assertTrue(worst <= tolerance, "off by " + worst);
  }

  @Test
  void aCodestreamThatEndsEarlyIsRefused() throws IOException {
    byte[] whole = stream("irreversible-grey12.pgm");
    for (int length = 0; length < whole.length - 2; length += 5) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(RefusedException.class, () -> Jpeg2000.decode(part, WIDTH, HEIGHT, 1));
    }
  }

  @Test
  void aSizeThatTheDataSetDoesNotStateIsRefusedBeforeDecoding() throws IOException {
    byte[] stream = stream("reversible-grey8.pgm");
    ByteBuffer.wrap(stream).putInt(WIDTH_IN_SIZ, Integer.MAX_VALUE);
    assertThrows(RefusedException.class, () -> Jpeg2000.decode(stream, WIDTH, HEIGHT, 1));
  }

  @Test
  void aPictureInTilesOfOnePixelIsRefused() throws IOException {
    byte[] stream = stream("reversible-grey8.pgm");
    ByteBuffer.wrap(stream).putInt(TILE_WIDTH_IN_SIZ, 1).putInt(TILE_WIDTH_IN_SIZ + 4, 1);
    Codestream.Expected size = new Codestream.Expected(4000, 4000, 1);
    ByteBuffer.wrap(stream).putInt(WIDTH_IN_SIZ, 4000).putInt(WIDTH_IN_SIZ + 4, 4000);
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> Codestream.check(stream, size));
    assertEquals(RejectionReason.UNPROCESSABLE, refusal.reason());
  }

  private static int[] decode(byte[] stream, String picture) {
    return Jpeg2000.decode(stream, WIDTH, HEIGHT, picture.endsWith("ppm") ? 3 : 1);
  }

  private static byte[] stream(String picture) throws IOException {
    return resource(picture.substring(0, picture.indexOf('.')) + ".bin");
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = Jpeg2000Test.class.getResourceAsStream("/jpeg2000/" + name)) {
      return in.readAllBytes();
    }
  }
}
