package org.vigil.ingest.assembly;

import java.nio.charset.StandardCharsets;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.topic.EventHeaders;
import org.vigil.schemas.topic.Topics;

/**
 * Reads the events; what cannot be read goes to the dead letters within the same transaction and
 * holds nobody up.
 */
final class Intake implements Processor<String, byte[], String, Object> {
  private static final String CONSUMER = "ingest";

  private final EventCodec<ImageNormalised> codec = EventCodec.of(ImageNormalised.class);
  private final String assembler;
  private final String deadLetters;
  private ProcessorContext<String, Object> context;

  /**
   * @param assembler node that takes the events
   * @param deadLetters node that takes the rest
   */
  Intake(String assembler, String deadLetters) {
    this.assembler = assembler;
    this.deadLetters = deadLetters;
  }

  @Override
  public void init(ProcessorContext<String, Object> processorContext) {
    context = processorContext;
  }

  @Override
  public void process(Record<String, byte[]> record) {
    try {
      SpecificRecord event = record.value() == null ? null : codec.decode(record.value());
      if (event == null) {
        bury(record, "a tombstone where an ImageNormalised should be");
      } else {
        context.forward(record.withValue(event), assembler);
      }
    } catch (UnreadableEventException e) {
      bury(record, "not a readable ImageNormalised");
    }
  }

  private void bury(Record<String, byte[]> record, String reason) {
    Headers headers = new RecordHeaders(record.headers());
    String source =
        context
            .recordMetadata()
            .map(at -> at.topic() + "-" + at.partition() + "@" + at.offset())
            .orElse(Topics.IMAGES_NORMALISED.name());
    put(headers, EventHeaders.DEAD_SOURCE, source);
    put(headers, EventHeaders.DEAD_CONSUMER, CONSUMER);
    put(headers, EventHeaders.DEAD_REASON, reason);
    context.forward(
        new Record<>(record.key(), (Object) record.value(), record.timestamp(), headers),
        deadLetters);
  }

  private static void put(Headers headers, String name, String value) {
    headers.remove(name).add(name, value.getBytes(StandardCharsets.UTF_8));
  }
}
