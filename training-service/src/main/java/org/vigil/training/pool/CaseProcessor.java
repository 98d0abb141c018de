package org.vigil.training.pool;

import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigil.platform.event.DeadLetters;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.topic.Topics;
import org.vigil.training.document.Documents;
import org.vigil.training.feedback.CaseEvents;
import org.vigil.training.feedback.LabelledCase;

/** Applies each event to its study's case. */
final class CaseProcessor implements Processor<String, byte[], String, byte[]> {
  private static final String CONSUMER = "training";

  private final PoolListener listener;
  private final CaseEvents events = new CaseEvents();
  private ProcessorContext<String, byte[]> context;
  private KeyValueStore<String, byte[]> cases;

  CaseProcessor(PoolListener listener) {
    this.listener = listener;
  }

  @Override
  public void init(ProcessorContext<String, byte[]> context) {
    this.context = context;
    this.cases = context.getStateStore(PoolTopology.CASES);
  }

  @Override
  public void process(Record<String, byte[]> record) {
    RecordMetadata from = context.recordMetadata().orElseThrow();
    try {
      apply(record, from.topic());
    } catch (UnreadableEventException | IllegalArgumentException e) {
      context.forward(deadLetter(record, from, e.getMessage()), PoolTopology.DEAD_LETTERS);
    }
  }

  private void apply(Record<String, byte[]> record, String topic) {
    if (record.key() == null || record.value() == null) {
      throw new IllegalArgumentException("no key or no value");
    }
    LabelledCase before =
        Optional.ofNullable(cases.get(record.key()))
            .map(bytes -> Documents.read(bytes, LabelledCase.class))
            .orElseGet(() -> LabelledCase.unknown(record.key()));
    LabelledCase after = events.apply(topic, before, record.value());
    if (after.equals(before)) {
      return;
    }
    cases.put(record.key(), Documents.bytes(after));
    if (after.erased()) {
      listener.erased(after.studyId());
    } else if (topic.equals(Topics.STUDIES_VERDICTS.name())) {
      listener.verdict(after);
    }
  }

  private static Record<String, byte[]> deadLetter(
      Record<String, byte[]> record, RecordMetadata from, String reason) {
    ConsumerRecord<byte[], byte[]> source =
        new ConsumerRecord<>(
            from.topic(), from.partition(), from.offset(), new byte[0], record.value());
    record.headers().forEach(source.headers()::add);
    return record.withHeaders(DeadLetters.of(source, CONSUMER, reason).headers());
  }
}
