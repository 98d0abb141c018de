package org.vigil.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Attributes by tag. Values are views of the file. Not thread-safe while it is being filled. */
final class DataSet {
  private final ByteOrder order;
  private final Map<Integer, ByteBuffer> values = new TreeMap<>(Integer::compareUnsigned);
  private final Map<Integer, List<DataSet>> sequences = new TreeMap<>(Integer::compareUnsigned);
  private List<ByteBuffer> fragments = List.of();

  DataSet(ByteOrder order) {
    this.order = order;
  }

  void put(int tag, ByteBuffer value) {
    values.put(tag, value);
  }

  void put(int tag, List<DataSet> items) {
    sequences.put(tag, items);
  }

  /** The fragments of encapsulated pixel data, without the offset table. */
  void encapsulated(List<ByteBuffer> parts) {
    fragments = List.copyOf(parts);
  }

  boolean hasPixels() {
    return values.containsKey(Tag.PixelData) || !fragments.isEmpty();
  }

  List<ByteBuffer> fragments() {
    return fragments;
  }

  Optional<ByteBuffer> bytes(int tag) {
    return Optional.ofNullable(values.get(tag)).map(value -> value.duplicate().order(order));
  }

  /** The first item of a sequence. */
  Optional<DataSet> item(int tag) {
    return Optional.ofNullable(sequences.get(tag))
        .filter(items -> !items.isEmpty())
        .map(items -> items.get(0));
  }

  /** A text value without padding; empty where it is absent or blank. */
  Optional<String> text(int tag) {
    return bytes(tag)
        .map(
            value -> StandardCharsets.ISO_8859_1.decode(value).toString().replace("\0", "").strip())
        .filter(text -> !text.isEmpty());
  }

  /** The first of several numbers written as text (VR DS or IS). */
  Optional<Double> decimal(int tag) {
    return text(tag).map(text -> text.split("\\\\")[0].strip()).flatMap(DataSet::parse);
  }

  private static Optional<Double> parse(String number) {
    try {
      double value = Double.parseDouble(number);
      return Double.isFinite(value) ? Optional.of(value) : Optional.empty();
    } catch (NumberFormatException e) {
      return Optional.empty();
    }
  }

  /** An unsigned 16-bit number (VR US). */
  Optional<Integer> unsigned(int tag) {
    return bytes(tag)
        .filter(value -> value.remaining() >= 2)
        .map(value -> Short.toUnsignedInt(value.getShort(0)));
  }
}
