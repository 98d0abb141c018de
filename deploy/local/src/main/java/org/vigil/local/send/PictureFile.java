package org.vigil.local.send;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Locale;
import java.util.Set;

/** Tells by a file's first bytes and its name what it may be; the front door looks properly. */
final class PictureFile {
  private static final int PREAMBLE = 128;
  private static final Set<String> DICOM_ENDINGS = Set.of("dcm", "dicom");
  private static final Set<String> PICTURE_ENDINGS =
      Set.of("jpg", "jpeg", "png", "bmp", "tif", "tiff", "webp");

  private PictureFile() {}

  static boolean looksLikeOne(Path file) throws IOException {
    return PICTURE_ENDINGS.contains(ending(file)) || isDicom(file);
  }

  /** DICOM PS3.10 section 7.1: 128 bytes, then DICM; some old files have the name only. */
  static boolean isDicom(Path file) throws IOException {
    if (DICOM_ENDINGS.contains(ending(file))) {
      return true;
    }
    try (InputStream in = Files.newInputStream(file)) {
      byte[] start = in.readNBytes(PREAMBLE + 4);
      return start.length == PREAMBLE + 4
          && new String(start, PREAMBLE, 4, StandardCharsets.US_ASCII).equals("DICM");
    }
  }

  private static String ending(Path file) {
    String name = file.getFileName().toString();
    return name.substring(name.lastIndexOf('.') + 1).toLowerCase(Locale.ROOT);
  }
}
