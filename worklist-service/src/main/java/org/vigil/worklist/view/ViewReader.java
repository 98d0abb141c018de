package org.vigil.worklist.view;

import java.nio.charset.StandardCharsets;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jboss.logging.Logger;
import org.vigil.schemas.codec.EventCodec;
import org.vigil.schemas.codec.UnreadableEventException;
import org.vigil.schemas.event.BundleRegistered;
import org.vigil.schemas.event.RunProgress;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.run.RunBoard;
import org.vigil.worklist.study.EntryCodec;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.topology.InternalTopics;

/** Applies one record to the views. A record that cannot be read is logged and changes nothing. */
public final class ViewReader {
  private static final Logger LOG = Logger.getLogger(ViewReader.class);

  private final EntryCodec<StudyEntry> entries = EntryCodec.of(StudyEntry.class);
  private final EntryCodec<LedgerTotals> totals = EntryCodec.of(LedgerTotals.class);
  private final EventCodec<RunProgress> progress = EventCodec.of(RunProgress.class);
  private final EventCodec<BundleRegistered> bundles = EventCodec.of(BundleRegistered.class);
  private final WorklistView worklist;
  private final LedgerView ledger;
  private final BundleNotes notes;
  private final RunBoard runs;

  public ViewReader(WorklistView worklist, LedgerView ledger, BundleNotes notes, RunBoard runs) {
    this.worklist = worklist;
    this.ledger = ledger;
    this.notes = notes;
    this.runs = runs;
  }

  public void apply(ConsumerRecord<byte[], byte[]> record) {
    try {
      read(record);
    } catch (IllegalArgumentException | UnreadableEventException e) {
      LOG.errorf(e, "%s-%d@%d is unreadable", record.topic(), record.partition(), record.offset());
    }
  }

  private void read(ConsumerRecord<byte[], byte[]> record) {
    String key = new String(record.key(), StandardCharsets.UTF_8);
    if (record.topic().equals(InternalTopics.ENTRIES)) {
      if (record.value() == null) {
        worklist.remove(key);
      } else {
        worklist.put(entries.decode(record.value()));
      }
    } else if (record.value() == null) {
      LOG.debugf("%s: nothing is said of %s any more", record.topic(), key);
    } else if (record.topic().equals(InternalTopics.LEDGER)) {
      ledger.put(key, totals.decode(record.value()));
    } else if (record.topic().equals(Topics.MODELS_BUNDLES.name())) {
      notes.put(bundles.decode(record.value()));
    } else if (record.topic().equals(Topics.TRAINING_PROGRESS.name())) {
      runs.hear(progress.decode(record.value()));
    }
  }
}
