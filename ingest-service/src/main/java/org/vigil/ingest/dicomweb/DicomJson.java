package org.vigil.ingest.dicomweb;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.nio.ByteBuffer;
import java.util.Base64;
import java.util.List;
import java.util.Set;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.dicom.dataset.Value;

/**
 * Data sets in the DICOM JSON model (PS3.18 annex F). Pixel data, and binary values of more than 4
 * KiB, are left out: they are had by retrieving the instance.
 */
final class DicomJson {
  static final String MEDIA_TYPE = "application/dicom+json";

  private static final int LONGEST_INLINE = 4096;
  private static final Set<String> BINARY = Set.of("OB", "OD", "OF", "OL", "OV", "OW", "UN");
  private static final String[] NAME_GROUPS = {"Alphabetic", "Ideographic", "Phonetic"};
  private static final JsonNodeFactory NODES = JsonNodeFactory.instance;

  private DicomJson() {}

  static ObjectNode of(DataSet data) {
    ObjectNode json = NODES.objectNode();
    for (Element element : data.elements()) {
      boolean groupLength = (element.tag() & 0xFFFF) == 0;
      if (!groupLength && element.tag() != Tag.PixelData) {
        element(json, data, element);
      }
    }
    return json;
  }

  private static void element(ObjectNode into, DataSet data, Element element) {
    switch (element.value()) {
      case Value.Items(List<DataSet> items) -> {
        ArrayNode values = attribute(into, element.tag(), "SQ").putArray("Value");
        items.forEach(item -> values.add(of(item)));
      }
      case Value.Fragments fragments -> {} // Pixel data.
      case Value.Bytes(ByteBuffer bytes) -> {
        if (BINARY.contains(element.vr())) {
          binary(into, element, bytes);
        } else {
          numbersOrText(into, data, element);
        }
      }
    }
  }

  private static void binary(ObjectNode into, Element element, ByteBuffer bytes) {
    if (bytes.remaining() <= LONGEST_INLINE) {
      byte[] copy = new byte[bytes.remaining()];
      bytes.duplicate().get(copy);
      attribute(into, element.tag(), element.vr())
          .put("InlineBinary", Base64.getEncoder().encodeToString(copy));
    }
  }

  private static void numbersOrText(ObjectNode into, DataSet data, Element element) {
    ByteBuffer in = data.bytes(element.tag()).orElseThrow();
    int size = size(element.vr());
    if (size == 0) {
      text(into, element.tag(), element.vr(), data.text(element.tag()).orElse(""));
      return;
    }
    ObjectNode attribute = attribute(into, element.tag(), element.vr());
    if (in.remaining() >= size) {
      ArrayNode values = attribute.putArray("Value");
      while (in.remaining() >= size) {
        number(values, element.vr(), in);
      }
    }
  }

  /** Bytes of one number; 0 where values are text. */
  private static int size(String vr) {
    return switch (vr) {
      case "US", "SS" -> 2;
      case "UL", "SL", "FL", "AT" -> 4;
      case "FD", "SV", "UV" -> 8;
      default -> 0;
    };
  }

  private static void number(ArrayNode into, String vr, ByteBuffer in) {
    switch (vr) {
      case "US" -> into.add(Short.toUnsignedInt(in.getShort()));
      case "SS" -> into.add(in.getShort());
      case "UL" -> into.add(Integer.toUnsignedLong(in.getInt()));
      case "SL" -> into.add(in.getInt());
      case "FL" -> into.add(in.getFloat());
      case "FD" -> into.add(in.getDouble());
      case "AT" -> into.add("%04X%04X".formatted(in.getShort() & 0xFFFF, in.getShort() & 0xFFFF));
      case "UV" -> into.add(Long.toUnsignedString(in.getLong()));
      default -> into.add(in.getLong());
    }
  }

  /** A text value, which may be several; none where it is empty (section F.2.5). */
  static void text(ObjectNode into, int tag, String vr, String text) {
    ObjectNode attribute = attribute(into, tag, vr);
    if (text.isEmpty()) {
      return;
    }
    ArrayNode values = attribute.putArray("Value");
    boolean whole = vr.equals("LT") || vr.equals("ST") || vr.equals("UT") || vr.equals("UR");
    for (String value : whole ? new String[] {text} : text.split("\\\\", -1)) {
      one(values, vr, value.strip());
    }
  }

  private static void one(ArrayNode into, String vr, String value) {
    if (value.isEmpty()) {
      into.addNull();
    } else if (vr.equals("PN")) {
      name(into.addObject(), value);
    } else if (vr.equals("US")) {
      into.add(Integer.parseInt(value));
    } else if (vr.equals("IS") && value.matches("[+-]?[0-9]{1,9}")) {
      into.add(Integer.parseInt(value));
    } else if (vr.equals("DS") && value.matches("[+-]?[0-9]+(\\.[0-9]*)?([eE][+-]?[0-9]{1,2})?")) {
      into.add(Double.parseDouble(value));
    } else {
      into.add(value);
    }
  }

  private static void name(ObjectNode into, String value) {
    String[] groups = value.split("=", -1);
    for (int i = 0; i < Math.min(groups.length, NAME_GROUPS.length); i++) {
      if (!groups[i].isEmpty()) {
        into.put(NAME_GROUPS[i], groups[i]);
      }
    }
  }

  /** Adds an attribute without a value. */
  static ObjectNode attribute(ObjectNode into, int tag, String vr) {
    return into.putObject(Tag.name(tag)).put("vr", vr);
  }
}
