package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Pictures by other encoders look as other decoders see them: every colour type, depth, compression
 * and profile of {@code src/test/scripts/pictures.py}.
 */
class PictureFilesTest {
  private final Decoders decoders =
      new Decoders(
          new PictureLimits(1_000_000, 16, 1 << 20),
          PixelBudget.ofHeap(1 << 30),
          1,
          Duration.ofSeconds(20));

  @TempDir Path folder;

  /**
   * A line of the index.
   *
   * @param tolerance in steps of 8 bits
   */
  private record Row(String file, String expected, int tolerance) {
    static Row of(String line) {
      String[] cells = line.split(",");
      return new Row(cells[0], cells[1], Integer.parseInt(cells[2]));
    }

    @Override
    public String toString() {
      return file;
    }
  }

  static Stream<Row> pictures() throws IOException {
    return new String(resource("index.csv")).lines().map(Row::of).toList().stream();
  }

  @AfterEach
  void close() {
    decoders.close();
  }

  @ParameterizedTest
  @MethodSource("pictures")
  void aPictureLooksAsAnotherDecoderSeesIt(Row row) throws Exception {
    Pnm expected = Pnm.parse(resource(row.expected()));
    Picture decoded = decode(row.file());
    Picture seen = expected.channels() == 1 ? decoded.toGrey() : decoded.toRgb();
    int step = expected.channels() == 1 ? 257 : 1;

    assertEquals(
        List.of(expected.width(), expected.height()),
        List.of(seen.width(), seen.height()),
        row.file());
    assertTrue(
        expected.worst(seen) <= row.tolerance() * step,
        () -> row + " is off by " + expected.worst(seen) + " at " + expected.worstAt(seen));
  }

  @ParameterizedTest
  @ValueSource(strings = {"tiff-float.tif", "tiff-grey32.tif", "tiff-grey16-signed.tif"})
  void samplesWithoutACommonBlackAndWhiteAreNotGuessedAt(String name) {
    RefusedException refusal = assertThrows(RefusedException.class, () -> decode(name));
    assertEquals(RejectionReason.UNSUPPORTED_FORMAT, refusal.reason());
  }

  private Picture decode(String name) throws IOException, InterruptedException {
    return decoders.decode(Files.write(folder.resolve("any"), resource(name)), Decoded::picture);
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = PictureFilesTest.class.getResourceAsStream("/pictures/" + name)) {
      return in.readAllBytes();
    }
  }
}
