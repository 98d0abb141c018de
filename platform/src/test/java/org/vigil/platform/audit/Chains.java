package org.vigil.platform.audit;

import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.common.record.TimestampType;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditAction;
import org.vigil.schemas.event.AuditAgent;
import org.vigil.schemas.event.AuditOutcome;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.event.AuditThing;

/** Audit records for tests. */
final class Chains {
  static final EventCodec<AuditRecorded> CODEC = EventCodec.of(AuditRecorded.class);

  private Chains() {}

  static AuditRecorded entry(int number) {
    return AuditRecorded.newBuilder()
        .setId("id-" + number)
        .setAct("study-opened")
        .setAction(AuditAction.READ)
        .setOutcome(AuditOutcome.SUCCESS)
        .setRecorded(Instant.parse("2026-11-21T12:00:00Z").plusSeconds(number))
        .setAgent(new AuditAgent("dr-a", List.of("reader"), null))
        .setObserver("vigil-worklist")
        .setThings(List.of(new AuditThing("study", "s" + number)))
        .build();
  }

  /** A chain of so many records as a walk reads it, from an offset on. */
  static List<ConsumerRecord<String, byte[]>> chain(int length, long firstOffset) {
    AuditChain chain = new AuditChain("vigil-worklist");
    List<ConsumerRecord<String, byte[]>> records = new ArrayList<>();
    for (int i = 1; i <= length; i++) {
      records.add(read(chain.next(entry(i)), firstOffset + i - 1));
      chain.written();
    }
    return records;
  }

  static ConsumerRecord<String, byte[]> read(ProducerRecord<String, byte[]> sent, long offset) {
    return at(offset, sent.key(), sent.value(), new RecordHeaders(sent.headers()));
  }

  static ConsumerRecord<String, byte[]> at(
      long offset, String key, byte[] value, RecordHeaders headers) {
    return new ConsumerRecord<>(
        "vigil.audit",
        0,
        offset,
        0L,
        TimestampType.CREATE_TIME,
        0,
        value.length,
        key,
        value,
        headers,
        Optional.empty());
  }

  /** The same record with somebody else's name in it; its headers stay. */
  static ConsumerRecord<String, byte[]> changed(ConsumerRecord<String, byte[]> record) {
    AuditRecorded said = CODEC.decode(record.value());
    said.put("agent", new AuditAgent("dr-b", List.of("reader"), null));
    return at(
        record.offset(), record.key(), CODEC.encode(said), new RecordHeaders(record.headers()));
  }
}
