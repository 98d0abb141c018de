package org.vigil.models.weights;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a safetensors file says of itself, checked: every tensor lies within the data, they do not
 * overlap, and nothing is left over.
 *
 * @param entries by name, in the file's order
 * @param metadata free text by key
 */
record Header(Map<String, Entry> entries, Map<String, String> metadata) {
  private static final String METADATA = "__metadata__";
  private static final int ALIGNMENT = 8;
  private static final int MAX_SIDES = 8;
  private static final int SHOWN = 120; // characters of a name in messages
  private static final ObjectMapper JSON =
      JsonMapper.builder()
          .enable(JsonParser.Feature.STRICT_DUPLICATE_DETECTION)
          .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
          .build();

  /**
   * Where a tensor lies.
   *
   * @param start first byte, counted from the beginning of the data
   * @param end byte after the last one
   */
  record Entry(Tensor.Type type, long[] shape, long start, long end) {
    String describe() {
      return type + Arrays.toString(shape);
    }
  }

  /**
   * @param dataSize bytes that follow the header
   * @throws WeightsException naming the tensor that breaks a rule of the format
   */
  static Header parse(byte[] json, long dataSize) {
    JsonNode tree = tree(json);
    Map<String, Entry> entries = new LinkedHashMap<>();
    Map<String, String> metadata = new LinkedHashMap<>();
    tree.fields()
        .forEachRemaining(
            field -> {
              if (METADATA.equals(field.getKey())) {
                readMetadata(field.getValue(), metadata);
              } else {
                String name = field.getKey();
                entries.put(name, entry(shown(name), field.getValue(), dataSize));
              }
            });
    requireNoGaps(entries, dataSize);
    return new Header(entries, metadata);
  }

  private static JsonNode tree(byte[] json) {
    try {
      JsonNode tree = JSON.readTree(new String(json, StandardCharsets.UTF_8));
      if (tree == null || !tree.isObject()) {
        throw new WeightsException("the header is no JSON object");
      }
      return tree;
    } catch (JsonProcessingException e) {
      throw new WeightsException("unreadable header: " + shown(e.getOriginalMessage()), e);
    }
  }

  private static void readMetadata(JsonNode texts, Map<String, String> metadata) {
    texts
        .fields()
        .forEachRemaining(
            field -> {
              if (!field.getValue().isTextual()) {
                throw new WeightsException(METADATA + ": " + shown(field.getKey()) + " is no text");
              }
              metadata.put(field.getKey(), field.getValue().asText());
            });
    if (!texts.isObject()) {
      throw new WeightsException(METADATA + " is no JSON object");
    }
  }

  /** A name from a file that may be hostile, as messages may show it. */
  static String shown(String name) {
    String printable = name.replaceAll("\\p{Cntrl}", "?");
    return printable.length() <= SHOWN ? printable : printable.substring(0, SHOWN) + "...";
  }

  private static Entry entry(String name, JsonNode description, long dataSize) {
    Tensor.Type type = type(name, description.path("dtype").asText());
    long[] shape = shape(name, description.path("shape"));
    long start = offset(name, description, 0);
    long end = offset(name, description, 1);
    Entry entry = new Entry(type, shape, start, end);
    if (start < 0 || end < start || end > dataSize) {
      throw new WeightsException(
          "%s: offsets %d to %d leave the data of %d bytes".formatted(name, start, end, dataSize));
    }
    if (byteSize(name, shape, type) != end - start) {
      throw new WeightsException(
          "%s: %d bytes do not hold %s".formatted(name, end - start, entry.describe()));
    }
    return entry;
  }

  private static Tensor.Type type(String name, String dtype) {
    for (Tensor.Type type : Tensor.Type.values()) {
      if (type.name().equals(dtype)) {
        return type;
      }
    }
    throw new WeightsException(name + ": unsupported type '" + shown(dtype) + "'");
  }

  private static long[] shape(String name, JsonNode sides) {
    if (!sides.isArray() || sides.size() > MAX_SIDES) {
      throw new WeightsException(name + ": no usable shape");
    }
    long[] shape = new long[sides.size()];
    for (int i = 0; i < shape.length; i++) {
      JsonNode side = sides.get(i);
      if (!side.isIntegralNumber() || !side.canConvertToLong() || side.asLong() < 0) {
        throw new WeightsException(name + ": a side of " + shown(side.toString()));
      }
      shape[i] = side.asLong();
    }
    return shape;
  }

  private static long offset(String name, JsonNode description, int index) {
    JsonNode offsets = description.path("data_offsets");
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

  private static void requireNoGaps(Map<String, Entry> entries, long dataSize) {
    TreeMap<Long, String> starts = new TreeMap<>();
    entries.forEach(
        (name, entry) -> {
          boolean empty = entry.start() == entry.end();
          String other = empty ? null : starts.putIfAbsent(entry.start(), name);
          if (other != null) {
            throw new WeightsException(shown(name) + ": overlaps " + shown(other));
          }
        });
    long expected = 0;
    for (Map.Entry<Long, String> next : starts.entrySet()) {
      if (next.getKey() != expected) {
        throw new WeightsException(
            "%s: starts at %d, not %d".formatted(shown(next.getValue()), next.getKey(), expected));
      }
      expected = entries.get(next.getValue()).end();
    }
    if (expected != dataSize) {
      throw new WeightsException("%d bytes of data, %d described".formatted(dataSize, expected));
    }
  }

  /** The header of tensors in the map's order, padded; the same tensors give the same bytes. */
  static byte[] of(Map<String, Tensor> tensors, Map<String, String> metadata) {
    ObjectNode header = JSON.createObjectNode();
    if (!metadata.isEmpty()) {
      ObjectNode texts = header.putObject(METADATA);
      metadata.forEach(texts::put);
    }
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
    return pad(header.toString().getBytes(StandardCharsets.UTF_8));
  }

  private static byte[] pad(byte[] header) {
    int padded = (header.length + ALIGNMENT - 1) / ALIGNMENT * ALIGNMENT;
    byte[] bytes = Arrays.copyOf(header, padded);
    Arrays.fill(bytes, header.length, padded, (byte) ' ');
    return bytes;
  }
}
