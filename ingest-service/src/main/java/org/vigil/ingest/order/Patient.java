package org.vigil.ingest.order;

import java.time.LocalDate;
import java.time.Period;
import java.util.Map;
import java.util.Optional;

/**
 * Who an order is for. Identifiers: for the identity bucket only.
 *
 * @param id at the site that sends
 * @param sex by its published word: female, male, other
 * @param identity direct identifiers by DICOM keyword
 */
public record Patient(
    String id, Optional<LocalDate> birthDate, Optional<String> sex, Map<String, String> identity) {

  /** Whole years on a day; empty where the date of birth is unknown or later. */
  public Optional<Integer> ageOn(LocalDate day) {
    return birthDate
        .filter(born -> !born.isAfter(day))
        .map(born -> Math.min(120, Period.between(born, day).getYears()));
  }

  /** Keeps identifiers out of logs. */
  @Override
  public String toString() {
    return "Patient";
  }
}
