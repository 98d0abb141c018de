package org.vigil.ingest.decode;

import static org.junit.jupiter.api.Assertions.assertThrows;

import java.io.IOException;
import java.nio.file.Path;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ImageIoDecoderTest {
  private static final PictureLimits LIMITS = new PictureLimits(1_000_000, 16, 1 << 20);

  @TempDir Path folder;

  @ParameterizedTest
  @EnumSource(names = "DICOM", mode = EnumSource.Mode.EXCLUDE)
  void aFileThatCannotBeReadFromDiskIsNotCalledDamaged(Format format) {
    ImageIoDecoder decoder = new ImageIoDecoder(format);
    try (PictureGate gate = new PictureGate(LIMITS, PixelBudget.ofHeap(1 << 30))) {
      assertThrows(IOException.class, () -> decoder.decode(folder.resolve("gone"), gate));
      assertThrows(IOException.class, () -> decoder.decode(folder, gate));
    }
  }
}
