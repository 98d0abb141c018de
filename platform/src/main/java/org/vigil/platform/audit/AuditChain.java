package org.vigil.platform.audit;

import java.util.UUID;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventRecords;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.id.Sha256;
import org.vigil.schemas.topic.Topics;

/**
 * One writer's chain: gives each record its sequence number and the digest of the record before. A
 * chain ends where a write's outcome is not known, since going on could leave a gap that looks like
 * a removed record; the writer then begins another. Not thread-safe.
 */
final class AuditChain {
  /** What stands before the digest in the id of an audit record. */
  static final String ID_PREFIX = "audit/";

  private final EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);
  private final String writer;
  private long sequence;
  private String previous = "";
  private String candidate = "";

  AuditChain(String observer) {
    this.writer = observer + "/" + UUID.randomUUID();
  }

  /** The entry as the next record of this chain; once it is safe, call {@link #written}. */
  ProducerRecord<String, byte[]> next(AuditRecorded entry) {
    entry.put("writer", writer);
    entry.put("sequence", sequence + 1);
    entry.put("previous", previous);
    candidate = Sha256.of(codec.encode(entry)).hex();
    Envelope envelope =
        Envelope.of(id(entry, candidate), "/vigil/" + entry.getObserver(), entry.getRecorded());
    return EventRecords.record(Topics.AUDIT, writer, entry, envelope);
  }

  private static String id(AuditRecorded entry, String digest) {
    return ID_PREFIX + entry.getWriter() + "/" + entry.getSequence() + "/" + digest;
  }

  /** The last record given out is in the topic. */
  void written() {
    sequence++;
    previous = candidate;
  }
}
