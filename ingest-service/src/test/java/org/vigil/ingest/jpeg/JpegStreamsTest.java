package org.vigil.ingest.jpeg;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.io.InputStream;
import java.util.Arrays;
import java.util.List;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.ingest.decode.Pnm;
import org.vigil.ingest.refusal.RefusedException;

/**
 * Streams by DCMTK's encoders, of every predictor, depth and interleaving, are exact again; the
 * near-lossless ones are what CharLS makes of them.
 */
class JpegStreamsTest {
  private static final int WIDTH = 37;
  private static final int HEIGHT = 23;

  /**
   * A stream.
   *
   * @param picture what it must be, a Netpbm file
   */
  private record Row(String name, String picture) {
    String suffix() {
      return picture.substring(picture.indexOf('.'));
    }

    int[] decode(byte[] stream) {
      int components = picture.endsWith("ppm") ? 3 : 1;
      return name.startsWith("ls")
          ? JpegLs.decode(stream, WIDTH, HEIGHT, components)
          : LosslessJpeg.decode(stream, WIDTH, HEIGHT, components);
    }

    @Override
    public String toString() {
      return name;
    }
  }

  static Stream<Row> streams() {
    List<String> pictures = List.of("grey8.pgm", "grey12.pgm", "grey16.pgm", "rgb8.ppm");
    Stream<Row> lossless =
        pictures.stream()
            .flatMap(
                picture ->
                    IntStream.rangeClosed(1, 7)
                        .mapToObj(n -> new Row("lossless-" + stem(picture) + "-" + n, picture)));
    Stream<Row> ls =
        Stream.concat(
            pictures.stream().map(picture -> new Row("ls-" + stem(picture) + "-il", picture)),
            Stream.of("-is", "-in").map(form -> new Row("ls-rgb8" + form, "rgb8.ppm")));
    List<Row> exact = Stream.concat(lossless, ls).toList();
    Stream<Row> near =
        exact.stream()
            .filter(row -> row.name().startsWith("ls"))
            .map(
                row ->
                    new Row(
                        row.name().replace("ls-", "ls-near-"),
                        row.name().replace("ls-", "near-") + row.suffix()));
    return Stream.concat(exact.stream(), near);
  }

  @ParameterizedTest
  @MethodSource("streams")
  void everySampleIsWhatWentIn(Row row) throws IOException {
    Pnm picture = Pnm.parse(resource(row.picture()));
    assertArrayEquals(picture.samples(), row.decode(resource(row.name() + ".bin")));
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamThatEndsEarlyIsRefused(Row row) throws IOException {
    byte[] whole = resource(row.name() + ".bin");
    for (int length = 0; length < whole.length - 4; length += 7) {
      byte[] part = Arrays.copyOf(whole, length);
      assertThrows(RefusedException.class, () -> row.decode(part));
    }
  }

  @ParameterizedTest
  @MethodSource("streams")
  void aStreamOfAnotherSizeIsRefused(Row row) throws IOException {
    byte[] stream = resource(row.name() + ".bin");
    assertThrows(RefusedException.class, () -> LosslessJpeg.decode(stream, 9, HEIGHT, 1));
    assertThrows(RefusedException.class, () -> JpegLs.decode(stream, WIDTH, 9, 1));
  }

  private static String stem(String picture) {
    return picture.substring(0, picture.indexOf('.'));
  }

  private static byte[] resource(String name) throws IOException {
    try (InputStream in = JpegStreamsTest.class.getResourceAsStream("/jpeg/" + name)) {
      return in.readAllBytes();
    }
  }
}
