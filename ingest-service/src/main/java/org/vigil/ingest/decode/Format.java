package org.vigil.ingest.decode;

import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** File formats by their first bytes; names and declared types are not believed. */
public enum Format {
  JPEG("jpeg"),
  PNG("png"),
  BMP("bmp"),
  TIFF("tiff"),
  WEBP("webp"),
  DICOM("");

  /** Bytes that {@link #detect} wants to see. */
  public static final int HEAD = 132;

  private final String imageIoName;

  Format(String imageIoName) {
    this.imageIoName = imageIoName;
  }

  String imageIoName() {
    return imageIoName;
  }

  /**
   * @param head the first {@link #HEAD} bytes, or all of a shorter file
   */
  public static Optional<Format> detect(byte[] head) {
    if (starts(head, 128, "DICM") || starts(head, 0, "\2\0") && isUid(head)) {
      return Optional.of(DICOM);
    }
    if (starts(head, 0, "\u00FF\u00D8\u00FF")) {
      return Optional.of(JPEG);
    }
    if (starts(head, 0, "\u0089PNG\r\n\u001A\n")) {
      return Optional.of(PNG);
    }
    if (starts(head, 0, "BM")) {
      return Optional.of(BMP);
    }
    if (starts(head, 0, "II*\0") || starts(head, 0, "MM\0*")) {
      return Optional.of(TIFF);
    }
    return starts(head, 0, "RIFF") && starts(head, 8, "WEBP")
        ? Optional.of(WEBP)
        : Optional.empty();
  }

  /** DICOM meta information without the preamble in front, as some toolkits wrote it. */
  private static boolean isUid(byte[] head) {
    return starts(head, 4, "UI") || starts(head, 4, "UL") || starts(head, 4, "OB");
  }

  /** What it probably is, for a refusal that helps. */
  static String guess(byte[] head) {
    if (starts(head, 4, "ftyphei") || starts(head, 4, "ftypmif1")) {
      return "HEIC; export it as JPEG";
    }
    if (starts(head, 0, "GIF8")) {
      return "GIF";
    }
    return starts(head, 0, "%PDF") ? "PDF" : "nothing that is known here";
  }

  private static boolean starts(byte[] head, int at, String with) {
    byte[] wanted = with.getBytes(StandardCharsets.ISO_8859_1);
    if (head.length < at + wanted.length) {
      return false;
    }
    for (int i = 0; i < wanted.length; i++) {
      if (head[at + i] != wanted[i]) {
        return false;
      }
    }
    return true;
  }
}
