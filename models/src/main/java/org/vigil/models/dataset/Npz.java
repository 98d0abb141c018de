package org.vigil.models.dataset;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.HashMap;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;

/** Reads NumPy's {@code .npz} archives of unsigned bytes in C order, which is what MedMNIST has. */
public final class Npz {
  private static final Pattern HEADER =
      Pattern.compile(
          "'descr': '([^']+)'.*'fortran_order': (True|False).*'shape': \\(([0-9, ]*)\\)");
  private static final byte[] MAGIC = {(byte) 0x93, 'N', 'U', 'M', 'P', 'Y'};

  private Npz() {}

  /**
   * An array of unsigned bytes.
   *
   * @param shape sides, slowest first
   * @param data row-major
   */
  public record Bytes(int[] shape, byte[] data) {}

  /**
   * All arrays of an archive by name, without {@code .npy}.
   *
   * @throws IllegalArgumentException if an array is not what this reads
   */
  public static Map<String, Bytes> read(Path file) {
    Map<String, Bytes> arrays = new HashMap<>();
    try (InputStream in = Files.newInputStream(file);
        ZipInputStream zip = new ZipInputStream(in)) {
      for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
        String name = entry.getName().replaceAll("\\.npy$", "");
        arrays.put(name, parse(name, zip.readAllBytes()));
      }
      return arrays;
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }

  private static Bytes parse(String name, byte[] npy) {
    if (npy.length < 12 || !Arrays.equals(npy, 0, MAGIC.length, MAGIC, 0, MAGIC.length)) {
      throw new IllegalArgumentException(name + " is no NumPy array");
    }
    boolean long32 = npy[6] >= 2; // header length: 2 bytes in version 1, 4 bytes later
    ByteBuffer buffer = ByteBuffer.wrap(npy).order(ByteOrder.LITTLE_ENDIAN).position(8);
    int length = long32 ? buffer.getInt() : Short.toUnsignedInt(buffer.getShort());
    int start = buffer.position();
    if (length < 0 || length > npy.length - start) {
      throw new IllegalArgumentException(name + ": a header of " + length + " bytes");
    }
    String header = new String(npy, start, length, StandardCharsets.ISO_8859_1);
    Matcher matcher = HEADER.matcher(header);
    if (!matcher.find() || !matcher.group(1).equals("|u1") || matcher.group(2).equals("True")) {
      throw new IllegalArgumentException(name + ": not unsigned bytes in C order: " + header);
    }
    int[] shape =
        Arrays.stream(matcher.group(3).split(","))
            .map(String::trim)
            .filter(side -> !side.isEmpty())
            .mapToInt(Integer::parseInt)
            .toArray();
    byte[] data = Arrays.copyOfRange(npy, start + length, npy.length);
    if (data.length != elements(shape)) {
      throw new IllegalArgumentException(name + ": data and shape disagree");
    }
    return new Bytes(shape, data);
  }

  private static long elements(int[] shape) {
    return Arrays.stream(shape).asLongStream().reduce(1, Math::multiplyExact);
  }
}
