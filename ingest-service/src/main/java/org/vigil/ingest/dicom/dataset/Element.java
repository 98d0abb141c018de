package org.vigil.ingest.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.List;

/**
 * A data element (PS3.5 section 7.1).
 *
 * @param tag group and element number
 * @param vr its value representation, as written or else as the dictionary has it
 */
public record Element(int tag, String vr, Value value) {

  /** A text in ASCII, padded to an even length as its VR wants it (section 6.2). */
  public static Element text(int tag, String vr, String value) {
    char padding = vr.equals("UI") ? '\0' : ' ';
    String padded = value.length() % 2 == 0 ? value : value + padding;
    return bytes(tag, vr, padded.getBytes(StandardCharsets.US_ASCII));
  }

  public static Element bytes(int tag, String vr, byte[] value) {
    return new Element(tag, vr, new Value.Bytes(ByteBuffer.wrap(value)));
  }

  public static Element items(int tag, List<DataSet> items) {
    return new Element(tag, "SQ", new Value.Items(items));
  }

  /** Whether its meaning is its maker's (section 7.8). */
  public boolean isPrivate() {
    return Tag.isPrivate(tag);
  }

  /** Keeps values out of logs. */
  @Override
  public String toString() {
    return "Element[%s %s]".formatted(Tag.name(tag), vr);
  }
}
