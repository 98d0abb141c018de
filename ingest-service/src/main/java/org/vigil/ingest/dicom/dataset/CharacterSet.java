package org.vigil.ingest.dicom.dataset;

import java.nio.ByteBuffer;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.Map;
import java.util.Set;

/**
 * How text is written: Specific Character Set (0008,0005), with code extensions by escape sequences
 * (PS3.3 C.12.1.1.2, PS3.5 section 6.1). Where nothing is said, Latin-1 stands in for the default
 * repertoire, of which it is the extension that writers most often forget to declare. Immutable.
 */
public final class CharacterSet {
  /** Where Specific Character Set is absent. */
  public static final CharacterSet DEFAULT = new CharacterSet(StandardCharsets.ISO_8859_1, false);

  private static final byte ESCAPE = 0x1B;
  private static final Set<String> AFFECTED = Set.of("LO", "LT", "PN", "SH", "ST", "UC", "UT");

  /** Defined terms, without what precedes their number (PS3.3 tables C.12-2 to C.12-5). */
  private static final Map<String, String> TERMS =
      Map.ofEntries(
          Map.entry("6", "US-ASCII"),
          Map.entry("100", "ISO-8859-1"),
          Map.entry("101", "ISO-8859-2"),
          Map.entry("109", "ISO-8859-3"),
          Map.entry("110", "ISO-8859-4"),
          Map.entry("144", "ISO-8859-5"),
          Map.entry("127", "ISO-8859-6"),
          Map.entry("126", "ISO-8859-7"),
          Map.entry("138", "ISO-8859-8"),
          Map.entry("148", "ISO-8859-9"),
          Map.entry("203", "ISO-8859-15"),
          Map.entry("13", "JIS_X0201"),
          Map.entry("166", "TIS-620"),
          Map.entry("192", "UTF-8"),
          Map.entry("GB18030", "GB18030"),
          Map.entry("GBK", "GBK"));

  /** Escape sequences without their first byte, and what follows them (PS3.5 section 6.1.2.5). */
  private static final Map<String, String> ESCAPES =
      Map.ofEntries(
          Map.entry("(B", "ISO-8859-1"),
          Map.entry("(J", "JIS_X0201"),
          Map.entry(")I", "JIS_X0201"),
          Map.entry("$B", "ISO-2022-JP-2"),
          Map.entry("$(D", "ISO-2022-JP-2"),
          Map.entry("$)C", "EUC-KR"),
          Map.entry("$)A", "GB2312"),
          Map.entry("-A", "ISO-8859-1"),
          Map.entry("-B", "ISO-8859-2"),
          Map.entry("-C", "ISO-8859-3"),
          Map.entry("-D", "ISO-8859-4"),
          Map.entry("-L", "ISO-8859-5"),
          Map.entry("-G", "ISO-8859-6"),
          Map.entry("-F", "ISO-8859-7"),
          Map.entry("-H", "ISO-8859-8"),
          Map.entry("-M", "ISO-8859-9"),
          Map.entry("-b", "ISO-8859-15"),
          Map.entry("-T", "TIS-620"));

  private final Charset initial;
  private final boolean extensions;

  private CharacterSet(Charset initial, boolean extensions) {
    this.initial = initial;
    this.extensions = extensions;
  }

  /** What the values of the element say; Latin-1 where its term is unknown. */
  static CharacterSet of(String values) {
    String[] terms = values.split("\\\\", -1);
    boolean extensions = terms.length > 1 || terms[0].startsWith("ISO 2022");
    String number = terms[0].replaceFirst("^ISO[ _](IR|2022 IR)[ _]", "").strip();
    String name = TERMS.getOrDefault(number, "ISO-8859-1");
    return new CharacterSet(Charset.forName(name), extensions);
  }

  /** Bytes of the default repertoire, without padding. */
  static String ascii(ByteBuffer value) {
    return strip(StandardCharsets.ISO_8859_1.decode(value.duplicate()).toString());
  }

  /** The text of a value without padding. */
  String decode(ByteBuffer value, String vr) {
    if (!AFFECTED.contains(vr)) {
      return ascii(value);
    }
    byte[] bytes = new byte[value.remaining()];
    value.duplicate().get(bytes);
    return strip(extensions ? extended(bytes) : new String(bytes, initial));
  }

  private static String strip(String text) {
    return text.replace("\0", "").strip();
  }

  private String extended(byte[] bytes) {
    StringBuilder text = new StringBuilder();
    Charset charset = initial;
    int at = 0;
    while (at < bytes.length) {
      int escape = next(bytes, bytes[at] == ESCAPE ? at + 1 : at);
      if (bytes[at] != ESCAPE) {
        text.append(new String(bytes, at, escape - at, charset));
      } else {
        String sequence = sequence(bytes, at + 1);
        charset = sequence.isEmpty() ? initial : Charset.forName(ESCAPES.get(sequence));
        // Those decoders of Java's know the escape themselves; the others must not see it.
        int from = charset.name().startsWith("ISO-2022") ? at : at + 1 + sequence.length();
        text.append(new String(bytes, from, escape - from, charset));
      }
      at = escape;
    }
    return text.toString();
  }

  private static int next(byte[] bytes, int from) {
    int at = from;
    while (at < bytes.length && bytes[at] != ESCAPE) {
      at++;
    }
    return at;
  }

  /** The escape sequence that stands here; empty where it is none of the standard's. */
  private static String sequence(byte[] bytes, int from) {
    for (int length = 3; length >= 2; length--) {
      if (from + length <= bytes.length) {
        String found = new String(bytes, from, length, StandardCharsets.ISO_8859_1);
        if (ESCAPES.containsKey(found)) {
          return found;
        }
      }
    }
    return "";
  }
}
