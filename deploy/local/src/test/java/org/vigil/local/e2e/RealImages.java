package org.vigil.local.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Real public pictures beside the checkout; tests that want one skip where they are absent. */
final class RealImages {
  private static final Path DATA =
      Path.of(System.getProperty("vigil.root")).resolveSibling("shared").resolve("data");
  private static final int SOI_LENGTH = 2;

  private RealImages() {}

  static Path chestPng() {
    return file("cxr-nih/00000100_000.png");
  }

  static Path chestJpeg() {
    return file("cxr/cxr0001.jpg");
  }

  /** Another one than {@link #chestJpeg()}: the same bytes would be the same study. */
  static Path chestJpegToUpload() {
    return file("cxr/cxr0002.jpg");
  }

  static Path chestDicom() {
    return file("dicom/rsna-cxr.dcm");
  }

  static Path dermoscopy() {
    return file("dermoscopy/IMD003.jpg");
  }

  static Path anotherDermoscopy() {
    return file("dermoscopy/IMD002.jpg");
  }

  private static Path file(String name) {
    Path file = DATA.resolve(name);
    assumeTrue(Files.isReadable(file), "no " + file + ": this test needs the shared data");
    return file;
  }

  /**
   * A JPEG as a phone held upright writes it: the pixels as the sensor saw them, and an Exif
   * segment (APP1) whose Orientation tag 0x0112 is 6, "turn 90 degrees clockwise to show" (Exif
   * 2.32, section 4.6.4).
   */
  static byte[] asPhoneHeldUpright(byte[] jpeg) {
    ByteBuffer app1 = ByteBuffer.allocate(36);
    app1.putShort((short) 0xFFE1).putShort((short) 34);
    app1.put("Exif\0\0".getBytes(StandardCharsets.US_ASCII));
    app1.putShort((short) 0x4D4D).putShort((short) 42).putInt(8); // Big endian, IFD at 8.
    app1.putShort((short) 1).putShort((short) 0x0112).putShort((short) 3).putInt(1);
    app1.putShort((short) 6).putShort((short) 0).putInt(0); // The value; no further IFD.
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    out.write(jpeg, 0, SOI_LENGTH);
    out.writeBytes(app1.array());
    out.write(jpeg, SOI_LENGTH, jpeg.length - SOI_LENGTH);
    return out.toByteArray();
  }

  static byte[] bytes(Path file) {
    try {
      return Files.readAllBytes(file);
    } catch (IOException e) {
      throw new java.io.UncheckedIOException(e);
    }
  }
}
