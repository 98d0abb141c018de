package org.vigil.ingest.hl7;

import ca.uhn.hl7v2.model.Segment;
import java.time.DateTimeException;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.order.Order;
import org.vigil.ingest.order.Patient;
import org.vigil.schemas.event.Priority;

/**
 * Reads what triage needs of a message: HL7 v2.5, chapters 3 (PID, MRG) and 4 (ORC, OBR, TQ1, IPC).
 */
final class MessageReader {
  private static final int LONGEST_INDICATION = 200;

  private final Segments segments;

  MessageReader(Segments segments) {
    this.segments = segments;
  }

  /**
   * PID-3 patient identifier list, PID-5 name, PID-7 date of birth, PID-8 administrative sex.
   *
   * @throws MissingFieldException if there is no PID-3
   */
  Patient patient() {
    return optionalPatient().orElseThrow(() -> new MissingFieldException("PID", 3));
  }

  private Optional<Patient> optionalPatient() {
    return segments
        .first("PID")
        .flatMap(pid -> Segments.text(pid, 3, 1).map(id -> patient(pid, id)));
  }

  private static Patient patient(Segment pid, String id) {
    Map<String, String> identity = new LinkedHashMap<>();
    Segments.text(pid, 5, 1)
        .ifPresent(
            family ->
                identity.put(
                    "PatientName", family + Segments.text(pid, 5, 2).map("^"::concat).orElse("")));
    Segments.text(pid, 7, 1).ifPresent(date -> identity.put("PatientBirthDate", date));
    Segments.text(pid, 3, 4).ifPresent(issuer -> identity.put("IssuerOfPatientID", issuer));
    return new Patient(
        id,
        Segments.text(pid, 7, 1).flatMap(MessageReader::date),
        Segments.text(pid, 8, 1).flatMap(MessageReader::sex),
        identity);
  }

  /** HL7 table 0001. */
  private static Optional<String> sex(String code) {
    return switch (code) {
      case "F" -> Optional.of("female");
      case "M" -> Optional.of("male");
      case "O", "A" -> Optional.of("other");
      default -> Optional.empty();
    };
  }

  /**
   * MRG-1, the id that is no longer used (A40).
   *
   * @throws MissingFieldException if it is not there
   */
  String mergedId() {
    return segments
        .first("MRG")
        .flatMap(mrg -> Segments.text(mrg, 1, 1))
        .orElseThrow(() -> new MissingFieldException("MRG", 1));
  }

  /**
   * One order for each ORC.
   *
   * @param today counts for the age where the message has no date of the examination
   * @throws MissingFieldException if there is no ORC, or one without accession number
   */
  List<Order> orders(LocalDate today) {
    Optional<Patient> patient = optionalPatient();
    List<Order> orders = new ArrayList<>();
    for (List<Segment> group : segments.groups("ORC")) {
      orders.add(
          new Order(
              accession(group),
              patient,
              priority(group),
              indication(group),
              day(group).orElse(today)));
    }
    if (orders.isEmpty()) {
      throw new MissingFieldException("ORC", 1);
    }
    return orders;
  }

  /** IPC-1 (OMI^O23), else OBR-18 as IHE Scheduled Workflow has it, else the filler's number. */
  private static String accession(List<Segment> group) {
    return Segments.text(group, "IPC", 1, 1)
        .or(() -> Segments.text(group, "OBR", 18, 1))
        .or(() -> Segments.text(group, "OBR", 3, 1))
        .or(() -> Segments.text(group, "ORC", 3, 1))
        .orElseThrow(() -> new MissingFieldException("OBR", 18));
  }

  /** TQ1-9, else ORC-7.6, else OBR-27.6: S (stat), A (as soon as possible), T (timing critical). */
  private static Optional<Priority> priority(List<Segment> group) {
    return Segments.text(group, "TQ1", 9, 1)
        .or(() -> Segments.text(group, "ORC", 7, 6))
        .or(() -> Segments.text(group, "OBR", 27, 6))
        .map(
            code ->
                switch (code.substring(0, 1)) {
                  case "S", "A", "T" -> Priority.STAT;
                  default -> Priority.ROUTINE;
                });
  }

  /** OBR-31, reason for study, where it is coded: free text might name the patient. */
  private static Optional<String> indication(List<Segment> group) {
    return Segments.text(group, "OBR", 31, 1)
        .filter(code -> Segments.text(group, "OBR", 31, 3).isPresent())
        .flatMap(code -> Segments.text(group, "OBR", 31, 2))
        .map(text -> text.replaceAll("\\p{Cntrl}", " "))
        .map(text -> text.substring(0, Math.min(text.length(), LONGEST_INDICATION)));
  }

  /** OBR-7, observation date, else OBR-36, scheduled date. */
  private static Optional<LocalDate> day(List<Segment> group) {
    return Segments.text(group, "OBR", 7, 1)
        .flatMap(MessageReader::date)
        .or(() -> Segments.text(group, "OBR", 36, 1).flatMap(MessageReader::date));
  }

  private static Optional<LocalDate> date(String text) {
    try {
      return text.length() < 8
          ? Optional.empty()
          : Optional.of(LocalDate.parse(text.substring(0, 8), DateTimeFormatter.BASIC_ISO_DATE));
    } catch (DateTimeException e) {
      return Optional.empty();
    }
  }

  /** A field that the message cannot do without. */
  static final class MissingFieldException extends RuntimeException {
    private static final long serialVersionUID = 1L;

    private final String segment;
    private final int field;

    MissingFieldException(String segment, int field) {
      super(segment + "-" + field + " is missing");
      this.segment = segment;
      this.field = field;
    }

    String segment() {
      return segment;
    }

    int field() {
      return field;
    }
  }
}
