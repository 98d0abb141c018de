package org.vigil.ingest.dicom;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.decode.PictureLimits;
import org.vigil.ingest.decode.PixelBudget;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.schemas.id.Sha256;

/**
 * Real files in lossless encodings have the very values that pydicom, libjpeg, CharLS and OpenJPEG
 * find in them ({@code src/test/scripts/dicom_reference.py}).
 */
class ReferencePixelsTest {
  private static final Path FILES =
      Path.of(System.getProperty("vigil.root")).resolve("../shared/data/dicom").normalize();

  static Stream<String> files() throws IOException {
    try (InputStream in = ReferencePixelsTest.class.getResourceAsStream("/dicom/pixels.csv")) {
      return new String(in.readAllBytes()).lines().toList().stream();
    }
  }

  @ParameterizedTest
  @MethodSource("files")
  void everyStoredValueIsTheSame(String line) throws IOException {
    String[] row = line.split(",");
    Path file = FILES.resolve(row[0]);
    assumeTrue(Files.exists(file), "no " + file + ": the real DICOM files are not here");
    Part10.Contents contents = Part10.read(Files.readAllBytes(file));
    try (PictureGate gate =
        new PictureGate(new PictureLimits(50_000_000, 1, 8 << 20), PixelBudget.ofHeap(4L << 30))) {
      PixelLayout layout = PixelLayout.of(contents.dataSet(), gate);
      int[] cells = PixelReader.read(contents, layout, 0);
      ByteBuffer values = ByteBuffer.allocate(4 * cells.length).order(ByteOrder.LITTLE_ENDIAN);
      for (int cell : cells) {
        values.putInt(layout.value(cell));
      }
      assertEquals(row[1], Sha256.of(values.array()).hex());
    }
  }
}
