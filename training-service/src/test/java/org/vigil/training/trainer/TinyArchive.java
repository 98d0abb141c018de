package org.vigil.training.trainer;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/** Writes archives in MedMNIST's layout: a zip of {@code .npy} files of format 1.0. */
final class TinyArchive {
  private static final int ALIGNMENT = 64;
  private static final int PREAMBLE = 10; // magic, version, length of the header

  private TinyArchive() {}

  /**
   * @param labels of the grey pictures of each of the three splits
   */
  static Path write(Path file, int side, int[] labels) throws IOException {
    try (ZipOutputStream zip = new ZipOutputStream(Files.newOutputStream(file))) {
      for (String split : new String[] {"train", "val", "test"}) {
        byte[] pictures = new byte[labels.length * side * side];
        for (int i = 0; i < pictures.length; i++) {
          pictures[i] = (byte) (i * 7 + split.length());
        }
        byte[] bytes = new byte[labels.length];
        for (int i = 0; i < bytes.length; i++) {
          bytes[i] = (byte) labels[i];
        }
        String shape = "(%d, %d, %d)".formatted(labels.length, side, side);
        array(zip, split + "_images", shape, pictures);
        array(zip, split + "_labels", "(%d, 1)".formatted(labels.length), bytes);
      }
    }
    return file;
  }

  private static void array(ZipOutputStream zip, String name, String shape, byte[] values)
      throws IOException {
    zip.putNextEntry(new ZipEntry(name + ".npy"));
    String text = "{'descr': '|u1', 'fortran_order': False, 'shape': %s, }".formatted(shape);
    int unpadded = PREAMBLE + text.length() + 1;
    text += " ".repeat((ALIGNMENT - unpadded % ALIGNMENT) % ALIGNMENT) + "\n";
    OutputStream out = zip;
    out.write(new byte[] {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y', 1, 0});
    out.write(new byte[] {(byte) text.length(), (byte) (text.length() >> 8)});
    out.write(text.getBytes(StandardCharsets.US_ASCII));
    out.write(values);
    zip.closeEntry();
  }
}
