package org.vigil.ingest.order;

import java.time.LocalDate;
import java.util.Optional;
import org.vigil.schemas.event.Priority;

/**
 * A request for an examination, as far as triage needs it.
 *
 * @param accession number that the images will carry (0008,0050)
 * @param patient whom it is for, where the message says it
 * @param priority where the message says it
 * @param indication coded reason, in the words of its code; never free text
 * @param day on which the patient's age counts
 */
public record Order(
    String accession,
    Optional<Patient> patient,
    Optional<Priority> priority,
    Optional<String> indication,
    LocalDate day) {

  /** Keeps identifiers out of logs. */
  @Override
  public String toString() {
    return "Order";
  }
}
