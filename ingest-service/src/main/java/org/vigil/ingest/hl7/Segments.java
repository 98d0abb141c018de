package org.vigil.ingest.hl7;

import ca.uhn.hl7v2.HL7Exception;
import ca.uhn.hl7v2.model.Message;
import ca.uhn.hl7v2.model.Segment;
import ca.uhn.hl7v2.model.Structure;
import ca.uhn.hl7v2.util.Terser;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** The segments of a message in their order, whatever its structure and version. */
final class Segments {
  private final List<Segment> segments = new ArrayList<>();

  /**
   * @param message parsed without a structure, so that all segments are its own
   */
  Segments(Message message) throws HL7Exception {
    for (String name : message.getNames()) {
      for (Structure structure : message.getAll(name)) {
        if (structure instanceof Segment segment) {
          segments.add(segment);
        }
      }
    }
  }

  Optional<Segment> first(String name) {
    return segments.stream().filter(segment -> segment.getName().equals(name)).findFirst();
  }

  /**
   * The segments in groups of which each begins with one of this name; what stands before the first
   * is in none.
   */
  List<List<Segment>> groups(String name) {
    List<List<Segment>> groups = new ArrayList<>();
    for (Segment segment : segments) {
      if (segment.getName().equals(name)) {
        groups.add(new ArrayList<>());
      }
      if (!groups.isEmpty()) {
        groups.get(groups.size() - 1).add(segment);
      }
    }
    return groups;
  }

  /** The text of a component, counted from 1; empty where it is not there or is HL7's null. */
  static Optional<String> text(Segment segment, int field, int component) {
    try {
      return Optional.ofNullable(Terser.get(segment, field, 0, component, 1))
          .map(String::strip)
          .filter(text -> !text.isEmpty() && !text.equals("\"\""));
    } catch (HL7Exception e) {
      return Optional.empty();
    }
  }

  /** The same in the first of these segments that has it. */
  static Optional<String> text(List<Segment> segments, String name, int field, int component) {
    return segments.stream()
        .filter(segment -> segment.getName().equals(name))
        .flatMap(segment -> text(segment, field, component).stream())
        .findFirst();
  }
}
