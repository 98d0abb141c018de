package org.vigil.models.dataset;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.zip.ZipEntry;
import java.util.zip.ZipOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.models.golden.GoldenFile;

class NpzTest {
  @TempDir Path temp;

  private static byte[] npy(String header, int... data) {
    byte[] text = (header + "\n").getBytes(StandardCharsets.ISO_8859_1);
    ByteBuffer out = ByteBuffer.allocate(10 + text.length + data.length);
    out.order(ByteOrder.LITTLE_ENDIAN)
        .put((byte) 0x93)
        .put("NUMPY".getBytes(StandardCharsets.US_ASCII));
    out.put((byte) 1).put((byte) 0).putShort((short) text.length).put(text);
    for (int value : data) {
      out.put((byte) value);
    }
    return out.array();
  }

  private static String header(String descr, String shape) {
    return "{'descr': '%s', 'fortran_order': False, 'shape': %s, }".formatted(descr, shape);
  }

  private Path zip(Map<String, byte[]> entries) throws IOException {
    ByteArrayOutputStream bytes = new ByteArrayOutputStream();
    try (ZipOutputStream zip = new ZipOutputStream(bytes)) {
      for (Map.Entry<String, byte[]> entry : entries.entrySet()) {
        zip.putNextEntry(new ZipEntry(entry.getKey()));
        zip.write(entry.getValue());
      }
    }
    return Files.write(temp.resolve("a.npz"), bytes.toByteArray());
  }

  @Test
  void arraysAreReadByNameWithTheirShapes() throws IOException {
    Path file = zip(Map.of("x.npy", npy(header("|u1", "(2, 3)"), 1, 2, 3, 4, 5, 255)));
    Npz.Bytes x = Npz.read(file).get("x");
    assertArrayEquals(new int[] {2, 3}, x.shape());
    assertArrayEquals(new byte[] {1, 2, 3, 4, 5, -1}, x.data());
  }

  @ParameterizedTest
  @CsvSource(
      delimiter = ';',
      value = {"<f4; (1,); 4", "|u1; (2,); 1", "|u1; (65536, 65537); 1", "<i8; (1,); 8"})
  void otherTypesAndWrongLengthsAreRefused(String type, String shape, int bytes)
      throws IOException {
    Path file = zip(Map.of("x.npy", npy(header(type, shape), new int[bytes])));
    var e = assertThrows(IllegalArgumentException.class, () -> Npz.read(file));
    assertTrue(e.getMessage().startsWith("x"), e.getMessage());
  }

  @Test
  void aHeaderLongerThanTheFileIsRefused() throws IOException {
    byte[] npy = npy(header("|u1", "(1,)"), 1);
    npy[9] = 0x7F;
    Path file = zip(Map.of("x.npy", npy));
    assertThrows(IllegalArgumentException.class, () -> Npz.read(file));
  }

  @Test
  void picturesThatAreNotSquareOrLackLabelsAreRefused() throws IOException {
    Map<String, byte[]> arrays = new LinkedHashMap<>();
    for (String split : new String[] {"train", "val", "test"}) {
      arrays.put(split + "_images.npy", npy(header("|u1", "(1, 2, 2)"), 1, 2, 3, 4));
      arrays.put(split + "_labels.npy", npy(header("|u1", "(1, 1)"), 1));
    }
    assertEquals(1, MedMnist.read(zip(arrays)).test().labels()[0]);
    arrays.put("val_images.npy", npy(header("|u1", "(1, 1, 4)"), 1, 2, 3, 4));
    assertThrows(IllegalArgumentException.class, () -> MedMnist.read(zip(arrays)));
    arrays.remove("val_images.npy");
    assertThrows(IllegalArgumentException.class, () -> MedMnist.read(zip(arrays)));
  }

  @Test
  void thePublishedTestSplitIsWhole() {
    Path file = GoldenFile.shared("data").resolve("medmnist/pneumoniamnist.npz");
    assumeTrue(Files.exists(file), () -> "no data at " + file);
    MedMnist splits = MedMnist.read(file);
    assertArrayEquals(new int[] {234, 390}, splits.test().counts(2));
    assertEquals(524, splits.validation().size());
    assertEquals(28, splits.train().side());
  }
}
