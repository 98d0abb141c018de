package org.vigil.worklist.topology;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.worklist.ledger.ImageStanding;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.study.EntryCodec;

/** Keeps where each image stands, counts the images of its partition, and sends the totals on. */
final class LedgerProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  static final String IMAGES = "ledger-images";
  static final String TOTALS = "ledger-totals";
  private static final String ALL = "all";

  private final EventCodec<ImageOutcome> events = EventCodec.of(ImageOutcome.class);
  private final EntryCodec<ImageStanding> standings = EntryCodec.of(ImageStanding.class);
  private final EntryCodec<LedgerTotals> codec = EntryCodec.of(LedgerTotals.class);
  private ProcessorContext<byte[], byte[]> context;
  private KeyValueStore<String, byte[]> images;
  private KeyValueStore<String, byte[]> totals;

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.images = context.getStateStore(IMAGES);
    this.totals = context.getStateStore(TOTALS);
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    RecordMetadata from = context.recordMetadata().orElseThrow();
    try {
      String imageId = Unprocessable.text(record.key());
      ImageOutcome outcome = decode(imageId, record.value());
      count(place(outcome), ImageStanding.of(outcome), from.partition(), record.timestamp());
    } catch (Unprocessable e) {
      context.forward(e.deadLetter(record, from), WorklistTopology.LEDGER_DEAD_LETTERS);
    }
  }

  private ImageOutcome decode(String imageId, byte[] value) {
    if (value == null) {
      throw new Unprocessable("no value");
    }
    try {
      ImageOutcome outcome = events.decode(value);
      if (!outcome.getImageId().equals(imageId)) {
        throw new Unprocessable("the key is not the ImageId of the event");
      }
      return outcome;
    } catch (UnreadableEventException e) {
      throw new Unprocessable(e.getMessage());
    }
  }

  /** The same bytes in two studies are two images to account for (docs/decisions/0013). */
  private static String place(ImageOutcome outcome) {
    return outcome.getImageId()
        + "/"
        + (outcome.getStudyId() == null ? outcome.getSite() : outcome.getStudyId());
  }

  private void count(String place, ImageStanding said, int partition, long timestamp) {
    byte[] stored = images.get(place);
    ImageStanding after = stored == null ? said : standings.decode(stored).after(said);
    if (stored != null && after.equals(standings.decode(stored))) {
      return;
    }
    images.put(place, standings.encode(after));
    LedgerTotals before =
        stored == null ? totals() : totals().plus(standings.decode(stored).state(), -1);
    byte[] json = codec.encode(before.plus(after.state(), 1));
    totals.put(ALL, json);
    byte[] key = Integer.toString(partition).getBytes(StandardCharsets.UTF_8);
    context.forward(
        new Record<>(key, json, timestamp, new RecordHeaders()), WorklistTopology.LEDGER);
  }

  private LedgerTotals totals() {
    byte[] stored = totals.get(ALL);
    return stored == null ? LedgerTotals.NONE : codec.decode(stored);
  }
}
