package org.vigil.ingest.order;

import java.time.LocalDate;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.metadata.MetadataNames;

/**
 * What is remembered of an order, in the identity bucket.
 *
 * @param patientId at the site; null where no message has said it
 * @param day ISO date on which the patient's age counts
 * @param stat whether any message said that it is urgent
 * @param metadata that it fills in, by published name
 */
record OrderRecord(String patientId, String day, boolean stat, Map<String, String> metadata) {

  /** The first message about an order, or a later one: what it says replaces what was said. */
  static OrderRecord of(Optional<OrderRecord> before, Order order) {
    Map<String, String> metadata =
        new HashMap<>(before.map(OrderRecord::metadata).orElse(Map.of()));
    order.patient().ifPresent(patient -> fill(metadata, patient, order.day().toString()));
    order.indication().ifPresent(words -> metadata.put("indication", words));
    return new OrderRecord(
        order.patient().map(Patient::id).orElse(before.map(OrderRecord::patientId).orElse(null)),
        order.day().toString(),
        order
            .priority()
            .map(priority -> priority == Priority.STAT)
            .orElse(before.map(OrderRecord::stat).orElse(false)),
        metadata);
  }

  /** The same order after the patient's details were corrected. */
  OrderRecord with(Patient patient) {
    Map<String, String> corrected = new HashMap<>(metadata);
    fill(corrected, patient, day);
    return new OrderRecord(patient.id(), day, stat, corrected);
  }

  private static void fill(Map<String, String> metadata, Patient patient, String day) {
    patient.ageOn(LocalDate.parse(day)).ifPresent(age -> metadata.put("age", age.toString()));
    patient.sex().ifPresent(sex -> metadata.put("sex", sex));
  }

  /** The event with what the order adds: names that it lacks and its kind has, and urgency. */
  ImageNormalised fill(ImageNormalised event) {
    Map<String, String> filled = new HashMap<>(metadata);
    filled.keySet().retainAll(MetadataNames.of(event.getKind()));
    filled.putAll(event.getMetadata());
    return ImageNormalised.newBuilder(event)
        .setMetadata(filled)
        .setPriority(stat ? Priority.STAT : event.getPriority())
        .build();
  }
}
