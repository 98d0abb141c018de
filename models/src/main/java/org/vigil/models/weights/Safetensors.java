package org.vigil.models.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * The safetensors format: 8 bytes header length (little-endian), a JSON header that maps names to
 * type, shape and offsets, then the data without gaps.
 */
public final class Safetensors {
  /** Longest header that is read, in bytes; DenseNet201's is about 100 KB. */
  static final int MAX_HEADER = 8 << 20;

  private static final int LENGTH_BYTES = 8;
  private static final int ALIGNMENT = 8;
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  private Safetensors() {}

  /**
   * Reads all tensors; their data are views of {@code file}.
   *
   * @throws WeightsException naming the tensor, if the file breaks any rule of the format
   */
  public static Map<String, Tensor> read(byte[] file) {
    JsonNode header = header(file);
    int dataStart = LENGTH_BYTES + headerLength(file);
    ByteBuffer data = ByteBuffer.wrap(file, dataStart, file.length - dataStart).slice();
    Map<String, Tensor> tensors = new LinkedHashMap<>();
    TreeMap<Long, String> starts = new TreeMap<>();
    header
        .fields()
        .forEachRemaining(
            entry -> {
              if (!"__metadata__".equals(entry.getKey())) {
                tensors.put(entry.getKey(), tensor(entry.getKey(), entry.getValue(), data));
                claim(entry.getKey(), entry.getValue(), starts);
              }
            });
    requireNoGaps(header, starts, data.limit());
    return tensors;
  }

  private static int headerLength(byte[] file) {
    if (file.length < LENGTH_BYTES) {
      throw new WeightsException("not a safetensors file: shorter than its header length");
    }
    long length = ByteBuffer.wrap(file).order(ByteOrder.LITTLE_ENDIAN).getLong();
    if (length <= 0 || length > MAX_HEADER || length > file.length - LENGTH_BYTES) {
      throw new WeightsException("header of " + length + " bytes in a file of " + file.length);
    }
    return (int) length;
  }

  private static JsonNode header(byte[] file) {
    int length = headerLength(file);
    try {
      JsonNode header =
          JSON.readTree(new String(file, LENGTH_BYTES, length, StandardCharsets.UTF_8));
      if (header == null || !header.isObject()) {
        throw new WeightsException("the header is no JSON object");
      }
      return header;
    } catch (JsonProcessingException e) {
      throw new WeightsException("unreadable header: " + e.getOriginalMessage(), e);
    }
  }

  private static Tensor tensor(String name, JsonNode entry, ByteBuffer data) {
    Tensor.Type type = type(name, entry.path("dtype").asText());
    long[] shape = shape(name, entry.path("shape"));
    long start = offset(name, entry, 0);
    long end = offset(name, entry, 1);
    if (start < 0 || end < start || end > data.limit()) {
      throw new WeightsException(
          "%s: offsets %d to %d leave the data of %d bytes"
              .formatted(name, start, end, data.limit()));
    }
    if (byteSize(name, shape, type) != end - start) {
      throw new WeightsException(
          "%s: %d bytes do not hold %s"
              .formatted(name, end - start, new Tensor(type, shape, data)));
    }
    ByteBuffer slice = data.slice((int) start, (int) (end - start)).asReadOnlyBuffer();
    return new Tensor(type, shape, slice.order(ByteOrder.LITTLE_ENDIAN));
  }

  private static Tensor.Type type(String name, String dtype) {
    for (Tensor.Type type : Tensor.Type.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    throw new WeightsException(name + ": unsupported type '" + dtype + "'");
  }

  private static long[] shape(String name, JsonNode sides) {
    if (!sides.isArray() || sides.size() > 8) {
      throw new WeightsException(name + ": no usable shape");
    }
    long[] shape = new long[sides.size()];
    for (int i = 0; i < shape.length; i++) {
      JsonNode side = sides.get(i);
      if (!side.isIntegralNumber() || !side.canConvertToLong() || side.asLong() < 0) {
        throw new WeightsException(name + ": a side of " + side);
      }
      shape[i] = side.asLong();
    }
    return shape;
  }

  private static long offset(String name, JsonNode entry, int index) {
    JsonNode offsets = entry.path("data_offsets");
    JsonNode offset = offsets.path(index);
    if (offsets.size() != 2 || !offset.isIntegralNumber() || !offset.canConvertToLong()) {
      throw new WeightsException(name + ": no usable data_offsets");
    }
    return offset.asLong();
  }

  private static long byteSize(String name, long[] shape, Tensor.Type type) {
    try {
      long size = type.bytes();
      for (long side : shape) {
        size = Math.multiplyExact(size, side);
      }
      return size;
    } catch (ArithmeticException e) {
      throw new WeightsException(name + ": more elements than can be counted", e);
    }
  }

  private static void claim(String name, JsonNode entry, TreeMap<Long, String> starts) {
    boolean empty = offset(name, entry, 0) == offset(name, entry, 1);
    String other = empty ? null : starts.putIfAbsent(offset(name, entry, 0), name);
    if (other != null) {
      throw new WeightsException(name + ": overlaps " + other);
    }
  }

  private static void requireNoGaps(JsonNode header, TreeMap<Long, String> starts, long size) {
    long expected = 0;
    for (Map.Entry<Long, String> next : starts.entrySet()) {
      if (next.getKey() != expected) {
        throw new WeightsException(
            next.getValue() + ": starts at " + next.getKey() + ", not " + expected);
      }
      expected = offset(next.getValue(), header.get(next.getValue()), 1);
    }
    if (expected != size) {
      throw new WeightsException("%d bytes of data, %d described".formatted(size, expected));
    }
  }

  /** Writes tensors in the map's order; the same tensors give the same bytes. */
  public static byte[] write(Map<String, Tensor> tensors) {
    byte[] header = pad(headerOf(tensors));
    ByteArrayOutputStream out = new ByteArrayOutputStream();
    ByteBuffer length = ByteBuffer.allocate(LENGTH_BYTES).order(ByteOrder.LITTLE_ENDIAN);
    out.writeBytes(length.putLong(header.length).array());
    out.writeBytes(header);
    for (Tensor tensor : tensors.values()) {
      byte[] bytes = new byte[tensor.data().limit()];
      tensor.data().duplicate().rewind().get(bytes);
      out.writeBytes(bytes);
    }
    return out.toByteArray();
  }

  private static byte[] headerOf(Map<String, Tensor> tensors) {
    ObjectNode header = JSON.createObjectNode();
    long offset = 0;
    for (Map.Entry<String, Tensor> entry : tensors.entrySet()) {
      Tensor tensor = entry.getValue();
      ObjectNode description = header.putObject(entry.getKey());
      description.put("dtype", tensor.type().name());
      ArrayNode shape = description.putArray("shape");
      for (long side : tensor.shape()) {
        shape.add(side);
      }
      long end = offset + tensor.data().limit();
      description.putArray("data_offsets").add(offset).add(end);
      offset = end;
    }
    return header.toString().getBytes(StandardCharsets.UTF_8);
  }

  private static byte[] pad(byte[] header) {
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] bytes = Arrays.copyOf(header, padded);
    Arrays.fill(bytes, header.length, padded, (byte) ' ');
    return bytes;
  }
}
