package org.vigil.models.nn;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.zip.CRC32;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;

/**
 * A module without tensors, as {@code torch.jit.save} of PyTorch 2.3 writes it: a stored zip with
 * the class as text, its only object in pickle's protocol 2, and the format's version.
 */
final class TorchScriptArchive {
  private static final String FOLDER = "archive/";
  private static final String VERSION = "3\n";

  /** An empty tuple: the class has no constants. */
  private static final String CONSTANTS = "\u0080\u0002).";

  private TorchScriptArchive() {}

  /**
   * @param name of the class
   * @param text of the class
   */
  static byte[] of(String name, String text) {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      zip.setMethod(ZipOutputStream.STORED);
      put(zip, "data.pkl", object(name).getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "code/__torch__.py", text.getBytes(StandardCharsets.UTF_8));
      put(zip, "constants.pkl", CONSTANTS.getBytes(StandardCharsets.ISO_8859_1));
      put(zip, "version", VERSION.getBytes(StandardCharsets.US_ASCII));
    } catch (IOException e) {
      throw new UncheckedIOException(e); // it is written to memory
    }
    return bytes.toByteArray();
  }

  /** PROTO 2, GLOBAL, (), NEWOBJ, {"training": False}, BUILD, STOP. */
  private static String object(String name) {
    return "\u0080\u0002c__torch__\n" + name + "\n)\u0081}(X\b\0\0\0training\u0089ub.";
  }

  private static void put(ZipOutputStream zip, String name, byte[] content) throws IOException {
    CRC32 sum = new CRC32();
    sum.update(content);
    ZipEntry entry = new ZipEntry(FOLDER + name);
    entry.setSize(content.length);
    entry.setCrc(sum.getValue());
    zip.putNextEntry(entry);
    zip.write(content);
    zip.closeEntry();
  }
}
