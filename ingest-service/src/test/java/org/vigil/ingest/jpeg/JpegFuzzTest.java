package org.vigil.ingest.jpeg;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.ingest.fuzz.Fuzzing;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Spoilt streams of each process are decoded or refused. */
class JpegFuzzTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  /** A decoder, and streams for it to spoil. */
  private enum Process {
    SEQUENTIAL_GREY(DctJpeg::decode, 1, "dct-grey8", "dct-grey8-restart", "dct-grey12"),
    SEQUENTIAL_COLOUR(DctJpeg::decode, 3, "dct-rgb8", "dct-ybr8-411", "dct-ybr8-422"),
    LOSSLESS_GREY(
        LosslessJpeg::decode, 1, "lossless-grey8-1", "lossless-grey12-4", "lossless-grey16-7"),
    LOSSLESS_COLOUR(LosslessJpeg::decode, 3, "lossless-rgb8-1", "lossless-rgb8-6"),
    LS_GREY(JpegLs::decode, 1, "ls-grey8-il", "ls-grey16-il", "ls-near-grey12-il"),
    LS_COLOUR(JpegLs::decode, 3, "ls-rgb8-in", "ls-rgb8-is", "ls-rgb8-il", "ls-near-rgb8-is");

    private final Decoder decoder;
    private final int components;
    private final List<String> streams;

    Process(Decoder decoder, int components, String... streams) {
      this.decoder = decoder;
      this.components = components;
      this.streams = List.of(streams);
    }
  }

  @FunctionalInterface
  private interface Decoder {
    int[] decode(byte[] stream, int width, int height, int components);
  }

  @ParameterizedTest
  @EnumSource
  void spoiltStreamsAreDecodedOrRefused(Process process) throws Exception {
    List<byte[]> wholes = new ArrayList<>();
    for (String name : process.streams) {
      wholes.add(resource(name));
    }
    Fuzzing.refusedBy(RefusedException.class)
        .allocatingAtMost(8 << 20)
        .run(
            2_000,
            Fuzzing.Inputs.mutantsOf(wholes),
            (bytes, random) -> {
              int[] cells = process.decoder.decode(bytes, WIDTH, HEIGHT, process.components);
              assertEquals(WIDTH * HEIGHT * process.components, cells.length);
              assertTrue(Arrays.stream(cells).allMatch(cell -> cell >>> 16 == 0));
            });
  }

  /** Once half a gigabyte was allocated for 64 KB of tables that define nothing. */
  @Test
  void tablesForDestinationsThatThereAreNotAreRefused() {
    byte[] stream = new byte[4 + 65_533];
    stream[0] = (byte) 0xFF;
    stream[1] = (byte) 0xC4;
    stream[2] = (byte) 0xFF;
    stream[3] = (byte) 0xFF;
    for (int table = 0; table < 3000; table++) {
      stream[4 + 17 * table] = (byte) (table + 5);
    }
    RefusedException refusal =
        assertThrows(RefusedException.class, () -> DctJpeg.decode(stream, WIDTH, HEIGHT, 1));
    assertEquals(RejectionReason.DAMAGED, refusal.reason());
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = JpegFuzzTest.class.getResourceAsStream("/jpeg/" + name + ".bin")) {
      return in.readAllBytes();
    }
  }
}
