package org.vigil.platform.event;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.topic.EventHeaders;
import org.vigil.schemas.topic.Topics;

class EventRecordsTest {
  private static final Instant NOW = Instant.parse("2026-01-02T03:04:05Z");
  private static final ImageOutcome OUTCOME =
      ImageOutcome.newBuilder()
          .setImageId("a".repeat(64))
          .setSite("st-olav")
          .setState(ImageState.ACCEPTED)
          .setAt(NOW)
          .build();

  @Test
  void anEventTravelsWithItsCloudEventsHeaders() {
    var record =
        EventRecords.record(
            Topics.STUDIES_LEDGER,
            OUTCOME.getImageId(),
            OUTCOME,
            Envelope.about("s1", "id-1", "/vigil/ingest", NOW));

    assertEquals(Optional.of("id-1"), EventRecords.id(record.headers()));
    assertEquals(
        Optional.of("org.vigil.image-outcome.v1"),
        EventRecords.header(record.headers(), EventHeaders.TYPE));
    assertEquals(Optional.of("s1"), EventRecords.header(record.headers(), EventHeaders.SUBJECT));
    assertEquals(
        OUTCOME,
        EventSerde.of(Topics.STUDIES_LEDGER)
            .deserializer()
            .deserialize(record.topic(), record.value()));
  }

  @Test
  void bytesThatAreNoEventAreASerialisationErrorAndATombstoneIsNot() {
    var deserializer = EventSerde.of(Topics.STUDIES_LEDGER).deserializer();
    assertThrows(
        SerializationException.class, () -> deserializer.deserialize("t", new byte[] {1, 2}));
    assertEquals(null, deserializer.deserialize("t", null));
  }

  @Test
  void aDeadLetterIsTheSourceRecordWithItsReason() {
    byte[] value = "broken".getBytes(StandardCharsets.UTF_8);
    var source = new ConsumerRecord<>("vigil.studies.scored", 3, 42L, new byte[] {1}, value);

    var dead = DeadLetters.of(source, "worklist", "not a readable StudyScored");

    assertEquals("vigil.studies.scored.dead", dead.topic());
    assertArrayEquals(value, dead.value());
    assertEquals(
        Optional.of("vigil.studies.scored-3@42"),
        EventRecords.header(dead.headers(), EventHeaders.DEAD_SOURCE));
    assertEquals(
        Optional.of("not a readable StudyScored"),
        EventRecords.header(dead.headers(), EventHeaders.DEAD_REASON));
  }
}
