package org.vigil.ingest.hl7;

import java.util.Arrays;
import java.util.Optional;

/** Messages that are taken, by MSH-9.1 and MSH-9.2 (HL7 table 0354). */
enum MessageType {
  /** General order. */
  ORM_O01,
  /** Imaging order. */
  OMI_O23,
  /** Update of a patient's details. */
  ADT_A08,
  /** Merge of two patients by their ids. */
  ADT_A40;

  /** As the standard writes it. */
  String word() {
    return name().replace('_', '^');
  }

  static Optional<MessageType> of(String type, String trigger) {
    String word = type + "^" + trigger;
    return Arrays.stream(values()).filter(each -> each.word().equals(word)).findFirst();
  }
}
