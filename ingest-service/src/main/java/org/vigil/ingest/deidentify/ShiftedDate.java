package org.vigil.ingest.deidentify;

import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Moves the dates of a value (VR DA and DT, PS3.5 section 6.2) into the past; times stay. */
final class ShiftedDate {
  private static final int DATE = 8;
  private static final String TIME = "[0-9]{2,6}(\\.[0-9]{1,6})?";
  private static final String TIMES = TIME + "(\\\\" + TIME + ")*";
  private static final String OFFSET = "[+-][0-9]{4}";
  private static final String DAY = "[0-9]{8}";
  private static final String REST = "(" + TIME + ")?(" + OFFSET + ")?";

  private ShiftedDate() {}

  /** Empty where any of its dates cannot be read, or is not given to the day. */
  static Optional<String> of(String value, String vr, int days) {
    if (vr.equals("TM") || vr.equals("SH")) { // A time, or an offset from UTC.
      return Optional.of(value).filter(text -> text.matches(vr.equals("TM") ? TIMES : OFFSET));
    }
    List<String> shifted = new ArrayList<>();
    for (String one : value.split("\\\\", -1)) {
      if (!one.matches(vr.equals("DA") ? DAY : DAY + REST)) {
        return Optional.empty();
      }
      try {
        LocalDate date = LocalDate.parse(one.substring(0, DATE), DateTimeFormatter.BASIC_ISO_DATE);
        shifted.add(
            date.minusDays(days).format(DateTimeFormatter.BASIC_ISO_DATE) + one.substring(DATE));
      } catch (DateTimeException e) {
        return Optional.empty();
      }
    }
    return Optional.of(String.join("\\", shifted));
  }
}
