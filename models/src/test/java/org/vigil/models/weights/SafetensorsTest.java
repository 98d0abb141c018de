package org.vigil.models.weights;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SafetensorsTest {

  private static byte[] file(String header, int dataBytes) {
    byte[] json = header.getBytes(StandardCharsets.UTF_8);
    ByteBuffer out = ByteBuffer.allocate(8 + json.length + dataBytes);
    return out.order(ByteOrder.LITTLE_ENDIAN).putLong(json.length).put(json).array();
  }

  private static Tensor tensor(float... values) {
    ByteBuffer data = ByteBuffer.allocate(4 * values.length).order(ByteOrder.LITTLE_ENDIAN);
    data.asFloatBuffer().put(values);
    return new Tensor(Tensor.Type.F32, new long[] {values.length}, data);
  }

  private static Map<String, Tensor> some() {
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    tensors.put("b.weight", tensor(1.5f, -0.0f, Float.MIN_VALUE));
    tensors.put("a", tensor());
    ByteBuffer count = ByteBuffer.allocate(8).order(ByteOrder.LITTLE_ENDIAN).putLong(0, 77);
    tensors.put("num_batches_tracked", new Tensor(Tensor.Type.I64, new long[0], count));
    return tensors;
  }

  @Test
  void whatIsWrittenIsReadBackInOrderAndWritesTheSameBytes() {
    byte[] bytes = Safetensors.write(some());
    Map<String, Tensor> read = Safetensors.read(bytes);
    assertEquals(some(), read);
    assertEquals(List.copyOf(some().keySet()), List.copyOf(read.keySet()));
    assertArrayEquals(bytes, Safetensors.write(read));
    assertEquals(0, (8 + ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN).getLong()) % 8);
  }

  @Test
  void metadataAreSkipped() {
    String header =
        "{\"__metadata__\":{\"format\":\"pt\"},\"x\":{\"dtype\":\"F32\",\"shape\":[1],\"data_offsets\":[0,4]}}";
    assertEquals(List.of("x"), List.copyOf(Safetensors.read(file(header, 4)).keySet()));
  }

  /** Each row: the header with ' for ", bytes of data, and what the message must name. */
  @ParameterizedTest
  @CsvSource(
      delimiter = '|',
      quoteCharacter = '`',
      value = {
        "[]|0|no JSON object",
        "null|0|no JSON object",
        "{|0|unreadable header",
        "{} {}|0|unreadable header",
        "{'t':[]}|0|t",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'t':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|8|t",
        "{'t':{'dtype':'F64','shape':[1],'data_offsets':[0,8]}}|8|t: unsupported type 'F64'",
        "{'t':{'shape':[1],'data_offsets':[0,4]}}|4|t: unsupported type",
        "{'t':{'dtype':'F32','data_offsets':[0,4]}}|4|t: no usable shape",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0]}}|4|t: no usable data_offsets",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':['0','4']}}|4|t: no usable data_offsets",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0.0,4.0]}}|4|t: no usable data_offsets",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4,4]}}|4|t: no usable data_offsets",
        "{'t':{'dtype':'F32','shape':[-1],'data_offsets':[0,4]}}|4|t: a side of -1",
        "{'t':{'dtype':'F32','shape':[1.5],'data_offsets':[0,4]}}|4|t: a side of 1.5",
        "{'t':{'dtype':'F32','shape':['1'],'data_offsets':[0,4]}}|4|t: a side of",
        "{'t':{'dtype':'F32','shape':[99999999999999999999],'data_offsets':[0,4]}}|4|t: a side of",
        "{'t':{'dtype':'F32','shape':[4611686018427387904,4],'data_offsets':[0,4]}}|4|t: more elements",
        "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,4]}}|4|t: 4 bytes do not hold F32[2]",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[-4,0]}}|4|t: offsets -4 to 0",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[4,0]}}|4|t: offsets 4 to 0",
        "{'t':{'dtype':'F32','shape':[2],'data_offsets':[0,8]}}|4|t: offsets 0 to 8",
        "{'t':{'dtype':'F32','shape':[0],'data_offsets':[9223372036854775807,9223372036854775807]}}|4|t: offsets",
        "{'s':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|4|t: overlaps s",
        "{'s':{'dtype':'F32','shape':[2],'data_offsets':[0,8]},'t':{'dtype':'F32','shape':[1],'data_offsets':[4,8]}}|8|t: starts at 4",
        "{'s':{'dtype':'F32','shape':[1],'data_offsets':[0,4]},'t':{'dtype':'F32','shape':[1],'data_offsets':[8,12]}}|12|t: starts at 8",
        "{'t':{'dtype':'F32','shape':[1],'data_offsets':[0,4]}}|8|8 bytes of data, 4 described",
        "{}|1|1 bytes of data, 0 described",
      })
  void aHeaderThatBreaksTheFormatIsRefusedByName(String header, int data, String named) {
    byte[] file = file(header.replace('\'', '"'), data);
    WeightsException e = assertThrows(WeightsException.class, () -> Safetensors.read(file));
    assertTrue(e.getMessage().contains(named), e.getMessage());
  }

  @ParameterizedTest
  @ValueSource(
      longs = {0, -1, Long.MAX_VALUE, Long.MIN_VALUE, 1L << 32, Safetensors.MAX_HEADER + 1, 9})
  void aHeaderLengthThatCannotBeIsRefusedBeforeAnythingIsAllocated(long length) {
    byte[] file = ByteBuffer.allocate(16).order(ByteOrder.LITTLE_ENDIAN).putLong(length).array();
    assertThrows(WeightsException.class, () -> Safetensors.read(file));
  }

  @Test
  void aHeaderNestedWithoutEndIsRefused() {
    byte[] deep = file("{\"a\":".repeat(200_000), 0);
    assertThrows(WeightsException.class, () -> Safetensors.read(deep));
  }

  @Test
  void aFileCutAnywhereIsRefused() {
    byte[] whole = Safetensors.write(some());
    for (int length = 0; length < whole.length; length++) {
      byte[] cut = Arrays.copyOf(whole, length);
      assertThrows(WeightsException.class, () -> Safetensors.read(cut), "cut at " + length);
    }
  }

  @Test
  void flippedBytesGiveTensorsOrATypedErrorAndNothingElse() {
    byte[] whole = Safetensors.write(some());
    long seed = 20_261_120;
    Random random = new Random(seed);
    List<Throwable> others = new ArrayList<>();
    for (int i = 0; i < 5_000; i++) {
      byte[] hurt = whole.clone();
      for (int flips = 1 + random.nextInt(3); flips > 0; flips--) {
        hurt[random.nextInt(hurt.length)] = (byte) random.nextInt();
      }
      try {
        Safetensors.read(hurt);
      } catch (WeightsException expected) {
        assertTrue(expected.getMessage().length() > 0);
      } catch (RuntimeException e) {
        others.add(e);
      }
    }
    assertEquals(List.of(), others, "seed " + seed);
  }

  @Test
  void aFileOpensAsItIsReadWithItsMetadataAndIsReplacedAsAWhole(@TempDir Path folder)
      throws IOException {
    Path file = folder.resolve("new").resolve("weights");
    Map<String, String> metadata = Map.of("format", "pt", "note", "\u00fc \" {}");
    new Safetensors(some(), Map.of("old", "yes")).write(file);
    Safetensors old = Safetensors.open(file);
    new Safetensors(some(), metadata).write(file);
    Safetensors opened = Safetensors.open(file);
    assertEquals(some(), opened.tensors());
    assertEquals(metadata, opened.metadata());
    assertEquals(opened.tensors(), Safetensors.read(Files.readAllBytes(file)));
    assertEquals(some(), old.tensors(), "what was opened before stays readable");
    try (Stream<Path> left = Files.list(file.getParent())) {
      assertEquals(List.of(file), left.toList(), "no part is left behind");
    }
  }

  @Test
  void aFileThatIsCutOrHasAHeaderLengthThatCannotBeIsNotOpened(@TempDir Path folder)
      throws IOException {
    byte[] whole = Safetensors.write(some());
    Path file = folder.resolve("cut");
    for (int length = 0; length < whole.length; length += 5) {
      Files.write(file, Arrays.copyOf(whole, length));
      assertThrows(WeightsException.class, () -> Safetensors.open(file), "cut at " + length);
    }
    for (long length : new long[] {0, -1, Long.MAX_VALUE, 1L << 32, Safetensors.MAX_HEADER + 1}) {
      ByteBuffer hostile = ByteBuffer.wrap(whole.clone()).order(ByteOrder.LITTLE_ENDIAN);
      Files.write(file, hostile.putLong(0, length).array());
      assertThrows(WeightsException.class, () -> Safetensors.open(file), "header of " + length);
    }
  }

  @Test
  void metadataThatAreNoTextsAreRefused() {
    for (String metadata : List.of("{\"a\":1}", "[]", "7", "{\"a\":{}}")) {
      byte[] file = file("{\"__metadata__\":" + metadata + "}", 0);
      assertThrows(WeightsException.class, () -> Safetensors.read(file), metadata);
    }
  }

  @Test
  void aHostileNameIsCutAndCleanedInTheMessage() {
    String name = "x\\n\\u001b[31m" + "y".repeat(10_000);
    String header =
        "{\"%s\":{\"dtype\":\"F8\",\"shape\":[],\"data_offsets\":[0,0]}}".formatted(name);
    WeightsException e =
        assertThrows(WeightsException.class, () -> Safetensors.read(file(header, 0)));
    assertTrue(e.getMessage().startsWith("x??[31myyy"), e.getMessage());
    assertTrue(e.getMessage().length() < 300);
  }
}
