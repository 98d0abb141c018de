package org.vigil.ingest.dicom.dataset;

import java.util.Set;

/** Properties of value representations (PS3.5 section 6.2, tables 7.1-1 and 7.1-2). */
public final class ValueRepresentations {
  private static final Set<String> LONG_FORM =
      Set.of("OB", "OD", "OF", "OL", "OV", "OW", "SQ", "SV", "UC", "UN", "UR", "UT", "UV");

  private ValueRepresentations() {}

  /** Whether its length has 32 bits in explicit encodings. */
  public static boolean hasLongForm(String vr) {
    return LONG_FORM.contains(vr);
  }

  /** Bytes of the numbers that it consists of, 1 where byte order does not matter. */
  static int unit(String vr) {
    return switch (vr) {
      case "US", "SS", "OW", "AT" -> 2;
      case "UL", "SL", "FL", "OF", "OL" -> 4;
      case "FD", "OD", "OV", "SV", "UV" -> 8;
      default -> 1;
    };
  }
}
