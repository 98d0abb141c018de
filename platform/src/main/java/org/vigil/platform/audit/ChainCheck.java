package org.vigil.platform.audit;

import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.vigil.platform.audit.ChainFault.Changed;
import org.vigil.platform.audit.ChainFault.CutOff;
import org.vigil.platform.audit.ChainFault.Foreign;
import org.vigil.platform.audit.ChainFault.Removed;
import org.vigil.platform.event.EventRecords;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.AuditRecorded;
import org.vigil.schemas.id.Sha256;

/**
 * Walks the audit topic and finds what was changed, removed, inserted or moved. Holds a few hundred
 * bytes for each chain, whatever its length.
 *
 * <p>A chain proves itself only up to its last record: that its end, or all of it, was taken away
 * is found by comparing with the heads that an earlier check saw, kept where whoever can write the
 * topic cannot. Not thread-safe.
 */
public final class ChainCheck {
  private final EventCodec<AuditRecorded> codec = EventCodec.of(AuditRecorded.class);
  private final Map<String, ChainHead> earlier;
  private final Map<String, ChainHead> notYetSeen;
  private final Map<String, ChainState> chains = new TreeMap<>();
  private final Map<Integer, Long> offsets = new TreeMap<>();
  private final List<ChainFault> faults = new ArrayList<>();
  private long records;

  /**
   * @param earlier the heads that an earlier check saw, by writer
   */
  public ChainCheck(Map<String, ChainHead> earlier) {
    this.earlier = Map.copyOf(earlier);
    this.notYetSeen = new TreeMap<>(earlier);
  }

  /** Looks at the next record of its partition; partitions may come in any order. */
  public void see(ConsumerRecord<String, byte[]> record) {
    records++;
    if (offsets.put(record.partition(), record.offset()) == null && record.offset() > 0) {
      faults.add(new CutOff(record.partition(), record.offset()));
    }
    Optional<AuditRecorded> read = read(record);
    if (read.isEmpty() || !read.get().getWriter().equals(record.key())) {
      faults.add(new Foreign(record.partition(), record.offset()));
      return;
    }
    see(record, read.get());
  }

  private void see(ConsumerRecord<String, byte[]> record, AuditRecorded said) {
    String found = Sha256.of(record.value()).hex();
    String writer = said.getWriter();
    ChainHead head = earlier.get(writer);
    if (head != null && head.sequence() == said.getSequence()) {
      if (!head.digest().equals(found)) {
        faults.add(new Changed(writer, said.getSequence()));
      }
      notYetSeen.remove(writer);
    }
    chains
        .computeIfAbsent(writer, name -> new ChainState(name, faults::add))
        .see(
            said.getSequence(),
            said.getPrevious(),
            found,
            claimed(record),
            record.partition(),
            record.offset());
  }

  private Optional<AuditRecorded> read(ConsumerRecord<String, byte[]> record) {
    try {
      return Optional.ofNullable(record.value()).map(codec::decode);
    } catch (UnreadableEventException e) {
      return Optional.empty();
    }
  }

  /** The digest in the record's id. */
  private static String claimed(ConsumerRecord<String, byte[]> record) {
    String id = EventRecords.id(record.headers()).orElse("");
    return id.substring(id.lastIndexOf('/') + 1);
  }

  /** What is wrong, each fault once, when everything was seen. */
  public List<ChainFault> finish() {
    chains.values().forEach(ChainState::finish);
    notYetSeen.forEach((writer, head) -> faults.add(endOf(writer, head)));
    return faults.stream().distinct().toList();
  }

  private Removed endOf(String writer, ChainHead head) {
    long there = chains.containsKey(writer) ? chains.get(writer).head().sequence() : 0;
    return new Removed(writer, Math.min(there + 1, head.sequence()), head.sequence());
  }

  /** How far each chain goes now. */
  public Map<String, ChainHead> heads() {
    Map<String, ChainHead> heads = new TreeMap<>();
    chains.forEach((writer, chain) -> heads.put(writer, chain.head()));
    return Collections.unmodifiableMap(heads);
  }

  public long records() {
    return records;
  }
}
