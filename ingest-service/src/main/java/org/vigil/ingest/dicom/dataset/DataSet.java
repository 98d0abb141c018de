package org.vigil.ingest.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.util.Collection;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Elements by tag, in ascending order. Not thread-safe while it is being filled. */
public final class DataSet {
  private final ByteOrder order;
  private final CharacterSet inherited;
  private final Map<Integer, Element> elements = new TreeMap<>(Integer::compareUnsigned);

  /** An empty one whose numbers are in this byte order. */
  public DataSet(ByteOrder order) {
    this(order, CharacterSet.DEFAULT);
  }

  /**
   * @param inherited how text is written where it does not say so itself (PS3.3 C.12.1.1.2)
   */
  DataSet(ByteOrder order, CharacterSet inherited) {
    this.order = order;
    this.inherited = inherited;
  }

  public void put(Element element) {
    elements.put(element.tag(), element);
  }

  public void remove(int tag) {
    elements.remove(tag);
  }

  public Collection<Element> elements() {
    return Collections.unmodifiableCollection(elements.values());
  }

  public Optional<Element> element(int tag) {
    return Optional.ofNullable(elements.get(tag));
  }

  public ByteOrder order() {
    return order;
  }

  public boolean hasPixels() {
    return elements.containsKey(Tag.PixelData);
  }

  /** The fragments of encapsulated pixel data, without the offset table. */
  public Optional<Value.Fragments> encapsulated() {
    return element(Tag.PixelData)
        .map(Element::value)
        .filter(Value.Fragments.class::isInstance)
        .map(Value.Fragments.class::cast);
  }

  public Optional<ByteBuffer> bytes(int tag) {
    return element(tag)
        .flatMap(
            element ->
                element.value() instanceof Value.Bytes value
                    ? Optional.of(value.bytes().duplicate().order(order))
                    : Optional.empty());
  }

  /** The items of a sequence; none where there is no such sequence. */
  public List<DataSet> items(int tag) {
    return element(tag)
        .map(Element::value)
        .filter(Value.Items.class::isInstance)
        .map(value -> ((Value.Items) value).items())
        .orElse(List.of());
  }

  /** The first item of a sequence. */
  public Optional<DataSet> item(int tag) {
    return items(tag).stream().findFirst();
  }

  /** How text is written here. */
  public CharacterSet characterSet() {
    return bytes(Tag.SpecificCharacterSet)
        .map(value -> CharacterSet.of(CharacterSet.ascii(value)))
        .orElse(inherited);
  }

  /** A text value without padding; empty where it is absent or blank. */
  public Optional<String> text(int tag) {
    return element(tag)
        .flatMap(element -> bytes(tag).map(value -> characterSet().decode(value, element.vr())))
        .filter(text -> !text.isEmpty());
  }

  /** The first of several numbers written as text (VR DS or IS). */
  public Optional<Double> decimal(int tag) {
    return text(tag).map(text -> text.split("\\\\", 2)[0].strip()).flatMap(DataSet::parse);
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
  public Optional<Integer> unsigned(int tag) {
    return bytes(tag)
        .filter(value -> value.remaining() >= 2)
        .map(value -> Short.toUnsignedInt(value.getShort(0)));
  }

  /** Keeps values out of logs. */
  @Override
  public String toString() {
    return "DataSet[" + elements.size() + " elements]";
  }
}
