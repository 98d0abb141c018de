package org.vigil.ingest.dicom.dataset;

import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.refusal.RefusedException;

/** Reads data sets in the encodings of PS3.5 section 7. Not thread-safe. */
public final class DataSetReader {
  private static final int UNDEFINED = 0xFFFFFFFF;
  private static final int DEEPEST = 16;
  private static final String SEQUENCE = "SQ";

  private final ByteBuffer in;
  private final boolean explicit;

  DataSetReader(ByteBuffer in, boolean explicit) {
    this.in = in;
    this.explicit = explicit;
  }

  /**
   * Reads a data set that reaches to the end of a buffer, in the buffer's byte order.
   *
   * @throws RefusedException if it is damaged
   */
  public static DataSet read(ByteBuffer in, boolean explicit) {
    DataSet data = new DataSet(in.order());
    try {
      new DataSetReader(in, explicit).dataSet(data, in.limit(), 0);
      return data;
    } catch (BufferUnderflowException | IndexOutOfBoundsException | ArithmeticException e) {
      throw Part10.damaged("the data set ends within an attribute");
    }
  }

  private void dataSet(DataSet into, int end, int depth) {
    while (in.position() < end) {
      if (in.remaining() < 8 && depth == 0) {
        return; // Trailing padding.
      }
      if (!element(into, depth)) {
        return;
      }
    }
  }

  /** Reads one element; false when it was an item delimiter. */
  boolean element(DataSet into, int depth) {
    int tag = tag();
    if (tag == Tag.ItemDelimitationItem) {
      in.getInt();
      return false;
    }
    String vr = explicit ? vr() : DataDictionary.vr(tag);
    into.put(new Element(tag, vr, value(tag, vr, length(vr), into, depth)));
    return true;
  }

  private Value value(int tag, String vr, int length, DataSet parent, int depth) {
    if (tag == Tag.PixelData && length == UNDEFINED) {
      return fragments();
    }
    if (explicit && vr.equals("UN") && length == UNDEFINED) {
      return new Value.Items(unknownItems(parent, depth + 1));
    }
    return vr.equals(SEQUENCE) || length == UNDEFINED
        ? new Value.Items(items(length, parent, depth + 1))
        : new Value.Bytes(bytes(length));
  }

  private int tag() {
    int group = Short.toUnsignedInt(in.getShort());
    return group << 16 | Short.toUnsignedInt(in.getShort());
  }

  private String vr() {
    byte[] vr = {in.get(), in.get()};
    return new String(vr, StandardCharsets.US_ASCII);
  }

  private int length(String vr) {
    if (!explicit) {
      return in.getInt();
    }
    if (ValueRepresentations.hasLongForm(vr)) {
      in.getShort(); // Reserved.
      return in.getInt();
    }
    return Short.toUnsignedInt(in.getShort());
  }

  private ByteBuffer bytes(int length) {
    if (length < 0 || length > in.remaining()) {
      throw Part10.damaged("an attribute is longer than the file");
    }
    ByteBuffer value = in.slice(in.position(), length).asReadOnlyBuffer();
    in.position(in.position() + length);
    return value;
  }

  /**
   * A sequence whose VR its writer did not know is implicit little endian (PS3.5 section 6.2.2).
   */
  private List<DataSet> unknownItems(DataSet parent, int depth) {
    ByteOrder order = in.order();
    try {
      return new DataSetReader(in.order(ByteOrder.LITTLE_ENDIAN), false)
          .items(UNDEFINED, parent, depth);
    } finally {
      in.order(order);
    }
  }

  private List<DataSet> items(int length, DataSet parent, int depth) {
    if (depth > DEEPEST) {
      throw Part10.damaged("sequences are nested more than " + DEEPEST + " deep");
    }
    int end = end(length, "a sequence is longer than the file");
    List<DataSet> items = new ArrayList<>();
    while (in.position() < end) {
      int tag = tag();
      int itemLength = in.getInt();
      if (tag == Tag.SequenceDelimitationItem) {
        return items;
      }
      if (tag != Tag.Item) {
        throw Part10.damaged("a sequence holds something that is no item");
      }
      DataSet item = new DataSet(in.order(), parent.characterSet());
      dataSet(item, end(itemLength, "an item is longer than the file"), depth);
      items.add(item);
    }
    return items;
  }

  private int end(int length, String otherwise) {
    int end = length == UNDEFINED ? in.limit() : in.position() + length;
    if (length < UNDEFINED || end > in.limit() || end < in.position()) {
      throw Part10.damaged(otherwise);
    }
    return end;
  }

  /** PS3.5 annex A.4: a basic offset table, then fragments, then a delimiter. */
  private Value.Fragments fragments() {
    List<ByteBuffer> fragments = new ArrayList<>();
    while (true) {
      int tag = tag();
      int length = in.getInt();
      if (tag == Tag.SequenceDelimitationItem) {
        return fragments.isEmpty()
            ? new Value.Fragments(ByteBuffer.allocate(0), fragments)
            : new Value.Fragments(fragments.get(0), fragments.subList(1, fragments.size()));
      }
      if (tag != Tag.Item) {
        throw Part10.damaged("the pixel data hold something that is no fragment");
      }
      fragments.add(bytes(length));
    }
  }
}
