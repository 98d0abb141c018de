package org.vigil.worklist.topology;

import java.time.Clock;
import java.util.Optional;
import java.util.function.Function;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.vigil.schemas.topic.Topics;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.Departure;
import org.vigil.worklist.study.StudyEntry;

/**
 * Applies each event to its study's entry, places it by the policy, and sends the entry on when it
 * changed. An event of a study that left changes nothing unless it brings something that no reader
 * has seen; then the study is back. An erased study leaves at once, and nothing brings it back.
 */
final class StudyProcessor implements Processor<byte[], byte[], byte[], byte[]> {
  private final TriagePolicy policy;
  private final ReadRetention retention;
  private final RetentionListener listener;
  private final Clock clock;
  private final StudyEvents events = new StudyEvents();
  private ProcessorContext<byte[], byte[]> context;
  private StudyShelf shelf;

  StudyProcessor(
      TriagePolicy policy, ReadRetention retention, RetentionListener listener, Clock clock) {
    this.policy = policy;
    this.retention = retention;
    this.listener = listener;
    this.clock = clock;
  }

  @Override
  public void init(ProcessorContext<byte[], byte[]> context) {
    this.context = context;
    this.shelf = new StudyShelf(context);
    new StudyRounds(context, shelf, policy, retention, listener).begin();
  }

  @Override
  public void process(Record<byte[], byte[]> record) {
    try {
      apply(record);
    } catch (Unprocessable e) {
      context.forward(
          e.deadLetter(record, context.recordMetadata().orElseThrow()),
          WorklistTopology.STUDY_DEAD_LETTERS);
    }
  }

  private void apply(Record<byte[], byte[]> record) {
    String studyId = Unprocessable.text(record.key());
    String topic = context.recordMetadata().orElseThrow().topic();
    if (topic.equals(Topics.STUDIES_ERASED.name())) {
      if (events.erases(studyId, record.value())) {
        shelf.erase(studyId, record.timestamp());
      }
      return;
    }
    Function<StudyEntry, StudyEntry> change =
        events.change(topic, studyId, record.value(), clock.instant());
    Optional<StudyEntry> before =
        shelf.entry(studyId).or(() -> comesBack(studyId, change)); // Empty: a late event.
    before.ifPresent(
        known -> {
          StudyEntry after = policy.place(change.apply(known));
          if (!after.equals(known)) {
            shelf.keep(after, record.timestamp());
          }
        });
  }

  /** The entry to begin with for a study that is not here; empty if the event is late. */
  private Optional<StudyEntry> comesBack(String studyId, Function<StudyEntry, StudyEntry> change) {
    StudyEntry unknown = StudyEntry.unknown(studyId);
    Optional<Departure> departure = shelf.departure(studyId);
    if (departure.isEmpty()) {
      return Optional.of(unknown);
    }
    if (departure.get().covers(change.apply(unknown))) {
      listener.late();
      return Optional.empty();
    }
    listener.returned();
    return Optional.of(StudyEntry.returning(studyId, departure.get()));
  }
}
