package org.vigil.ingest.dicomweb;

import com.fasterxml.jackson.databind.JsonNode;
import java.math.BigDecimal;
import java.math.MathContext;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Element;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.refusal.RefusedException;

/**
 * Reads data sets in the DICOM JSON model (PS3.18 annex F) into little endian, text in UTF-8. File
 * meta information is passed over. For one data set.
 */
final class DicomJsonReader {
  private static final int DEEPEST = 16;
  private static final int LONGEST_DECIMAL = 16; // PS3.5 table 6.2-1
  private static final int LAST_META_GROUP = 2;
  private static final String UTF_8 = "ISO_IR 192";
  private static final Set<String> TEXT =
      Set.of(
          "AE", "AS", "CS", "DA", "DS", "DT", "IS", "LO", "LT", "PN", "SH", "ST", "TM", "UC", "UI",
          "UR", "UT");
  private static final Set<String> BINARY = Set.of("OB", "OD", "OF", "OL", "OV", "OW", "UN");

  private Optional<String> pixels = Optional.empty();

  private DicomJsonReader() {}

  /**
   * An instance whose pixels are elsewhere.
   *
   * @param data without pixel data
   * @param pixels where they are: the location of a part; empty where the instance has none
   */
  record Instance(DataSet data, Optional<String> pixels) {}

  /**
   * @throws RefusedException if it is no data set, or has bulk data other than pixel data
   */
  static Instance read(JsonNode json) {
    DicomJsonReader reader = new DicomJsonReader();
    DataSet data = reader.dataSet(json, 0);
    data.put(Element.text(Tag.SpecificCharacterSet, "CS", UTF_8));
    return new Instance(data, reader.pixels);
  }

  private DataSet dataSet(JsonNode json, int depth) {
    if (!json.isObject() || depth > DEEPEST) {
      throw damaged("a data set is an object, nested at most " + DEEPEST + " deep");
    }
    DataSet data = new DataSet(ByteOrder.LITTLE_ENDIAN);
    for (Map.Entry<String, JsonNode> member : json.properties()) {
      int tag = tag(member.getKey());
      if (tag >>> 16 > LAST_META_GROUP && !isPixels(tag, member.getValue(), depth)) {
        element(tag, member.getValue(), depth).ifPresent(data::put);
      }
    }
    return data;
  }

  private static int tag(String name) {
    if (!name.matches("[0-9A-Fa-f]{8}")) {
      throw damaged("an attribute is named by eight hexadecimal digits");
    }
    return Integer.parseUnsignedInt(name, 16);
  }

  private boolean isPixels(int tag, JsonNode attribute, int depth) {
    boolean bulk = attribute.has("BulkDataURI");
    if (bulk && (tag != Tag.PixelData || depth > 0)) {
      throw damaged("bulk data are taken for Pixel Data only");
    }
    if (bulk) {
      pixels = Optional.of(attribute.path("BulkDataURI").asText());
    }
    return bulk;
  }

  /** None for text that is to be in another character set: it is in UTF-8 from here on. */
  private Optional<Element> element(int tag, JsonNode attribute, int depth) {
    String vr = attribute.path("vr").asText();
    JsonNode values = attribute.path("Value");
    if (tag == Tag.SpecificCharacterSet) {
      return Optional.empty();
    }
    if (vr.equals("SQ")) {
      List<DataSet> items = new ArrayList<>();
      values.forEach(item -> items.add(dataSet(item, depth + 1)));
      return Optional.of(Element.items(tag, items));
    }
    return Optional.of(Element.bytes(tag, vr, bytes(vr, attribute, values)));
  }

  private static byte[] bytes(String vr, JsonNode attribute, JsonNode values) {
    if (TEXT.contains(vr)) {
      byte[] text = text(vr, values).getBytes(StandardCharsets.UTF_8);
      return even(text, vr.equals("UI") ? (byte) 0 : (byte) ' ');
    }
    if (BINARY.contains(vr)) {
      return even(inline(attribute.path("InlineBinary").asText()), (byte) 0);
    }
    ByteBuffer out = ByteBuffer.allocate(8 * values.size()).order(ByteOrder.LITTLE_ENDIAN);
    values.forEach(value -> number(out, vr, value));
    return Arrays.copyOf(out.array(), out.position());
  }

  private static byte[] inline(String base64) {
    try {
      return Base64.getDecoder().decode(base64);
    } catch (IllegalArgumentException e) {
      throw damaged("an InlineBinary that is not in base 64");
    }
  }

  private static String text(String vr, JsonNode values) {
    StringJoiner text = new StringJoiner("\\");
    for (JsonNode value : values) {
      text.add(value.isNull() ? "" : vr.equals("PN") ? name(value) : word(vr, value));
    }
    return text.toString();
  }

  /** Section F.2.2: the component groups of a name, joined as PS3.5 section 6.2.1 has them. */
  private static String name(JsonNode value) {
    String groups =
        "%s=%s=%s"
            .formatted(
                value.path("Alphabetic").asText(),
                value.path("Ideographic").asText(),
                value.path("Phonetic").asText());
    return groups.replaceFirst("=+$", "");
  }

  private static String word(String vr, JsonNode value) {
    if (!value.isValueNode()) {
      throw damaged("a text that is none");
    }
    boolean long16 = vr.equals("DS") && value.isNumber();
    String text = value.asText();
    return long16 && text.length() > LONGEST_DECIMAL
        ? new BigDecimal(text).round(new MathContext(9)).toString()
        : text;
  }

  private static void number(ByteBuffer out, String vr, JsonNode value) {
    switch (vr) {
      case "US" -> out.putShort((short) within(value, 0, 0xFFFF));
      case "SS" -> out.putShort((short) within(value, Short.MIN_VALUE, Short.MAX_VALUE));
      case "UL" -> out.putInt((int) within(value, 0, 0xFFFFFFFFL));
      case "SL" -> out.putInt((int) within(value, Integer.MIN_VALUE, Integer.MAX_VALUE));
      case "SV" -> out.putLong(within(value, Long.MIN_VALUE, Long.MAX_VALUE));
      case "UV" -> out.putLong(unsigned(value));
      case "FL" -> out.putFloat((float) real(value));
      case "FD" -> out.putDouble(real(value));
      case "AT" -> {
        int tag = tag(value.asText());
        out.putShort((short) (tag >>> 16)).putShort((short) tag);
      }
      default -> throw damaged("an attribute without a value representation that is known");
    }
  }

  /** Numbers of 64 bits may be written as text (section F.2.3.1). */
  private static long within(JsonNode value, long least, long most) {
    try {
      long number = new BigDecimal(value.asText()).longValueExact();
      if (number >= least && number <= most) {
        return number;
      }
    } catch (ArithmeticException | NumberFormatException e) {
      throw damaged("a number that its value representation cannot hold");
    }
    throw damaged("a number that its value representation cannot hold");
  }

  private static long unsigned(JsonNode value) {
    try {
      return Long.parseUnsignedLong(value.asText());
    } catch (NumberFormatException e) {
      throw damaged("a number that its value representation cannot hold");
    }
  }

  private static double real(JsonNode value) {
    if (!value.isNumber()) {
      throw damaged("a number that is none");
    }
    return value.asDouble();
  }

  private static byte[] even(byte[] value, byte padding) {
    if (value.length % 2 == 0) {
      return value;
    }
    byte[] padded = Arrays.copyOf(value, value.length + 1);
    padded[value.length] = padding;
    return padded;
  }

  private static RefusedException damaged(String detail) {
    return Part10.damaged(detail);
  }
}
