package org.vigil.ingest.assembly;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.avro.specific.SpecificRecord;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.vigil.platform.event.Envelope;
import org.vigil.schemas.event.ImageNormalised;
import org.vigil.schemas.event.ImageOutcome;
import org.vigil.schemas.event.ImageState;
import org.vigil.schemas.event.NormalisedImage;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.event.StudyReady;
import org.vigil.schemas.topic.Topics;

/**
 * Takes images in and lets studies out: at once when the sender's list is complete, early for a
 * chest X-ray's first frontal image, else after a quiet period. Something new after that makes
 * another revision.
 */
final class Assembler implements Processor<String, ImageNormalised, String, SpecificRecord> {
  private static final String SOURCE = "/vigil/ingest";
  private static final Duration TIMER_RESOLUTION = Duration.ofMillis(250);

  private static final Duration DEPARTURE_RESOLUTION = Duration.ofMinutes(1);

  private final Map<StudyKind, Duration> quietPeriods;
  private final AssemblyRetention retention;
  private final LateImages lateImages;
  private Departures departures;
  private ProcessorContext<String, SpecificRecord> context;
  private KeyValueStore<String, Draft> drafts;
  private KeyValueStore<String, Long> timers;

  Assembler(
      Map<StudyKind, Duration> quietPeriods, AssemblyRetention retention, LateImages lateImages) {
    this.quietPeriods = quietPeriods;
    this.retention = retention;
    this.lateImages = lateImages;
  }

  @Override
  public void init(ProcessorContext<String, SpecificRecord> processorContext) {
    context = processorContext;
    drafts = context.getStateStore(StudyAssembly.DRAFTS);
    timers = context.getStateStore(StudyAssembly.TIMERS);
    context.schedule(TIMER_RESOLUTION, PunctuationType.WALL_CLOCK_TIME, this::endQuietPeriods);
    departures = new Departures(retention, drafts, context.getStateStore(StudyAssembly.DEPARTURES));
    context.schedule(
        DEPARTURE_RESOLUTION,
        PunctuationType.WALL_CLOCK_TIME,
        now -> departures.leave(Instant.ofEpochMilli(now)));
  }

  @Override
  public void process(Record<String, ImageNormalised> record) {
    ImageNormalised event = record.value();
    Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
    Draft before = before(event);
    if (!before.has(event.getImage().getImageId())) {
      enterLedger(event, now);
    }
    keep(decide(before.with(event), now));
  }

  private Draft before(ImageNormalised event) {
    Draft known = drafts.get(event.getStudyId());
    if (known == null) {
      return Draft.begin(event);
    }
    if (known.isForgotten()) {
      lateImages.afterTheirStudyWasForgotten(event.getStudyId());
      return known.reborn(event);
    }
    return known;
  }

  private Draft decide(Draft draft, Instant now) {
    if (!draft.pending()) {
      return draft;
    }
    if (draft.isCompleteBySender()) {
      return publish(draft, true, now);
    }
    Draft next = draft.isUsefulEarly() ? publish(draft, false, now) : draft;
    return next.waitingUntil(now.plus(quietPeriods.get(draft.content().getKind())));
  }

  private void endQuietPeriods(long nowMillis) {
    List<String> due = new ArrayList<>();
    try (KeyValueIterator<String, Long> waiting = timers.all()) {
      while (waiting.hasNext()) {
        KeyValue<String, Long> timer = waiting.next();
        if (timer.value <= nowMillis) {
          due.add(timer.key);
        }
      }
    }
    due.forEach(study -> endQuietPeriod(study, Instant.ofEpochMilli(nowMillis)));
  }

  private void endQuietPeriod(String studyId, Instant now) {
    Draft draft = drafts.get(studyId);
    boolean more = draft.pending();
    Draft rested = new Draft(draft.content(), draft.expected(), more, Optional.empty());
    keep(more ? publish(rested, rested.isCompleteAsFarAsKnown(), now) : rested);
  }

  private Draft publish(Draft draft, boolean complete, Instant now) {
    Draft published = draft.published(complete, now);
    StudyReady study = published.content();
    String id = "ready/%s/%d".formatted(study.getStudyId(), study.getRevision());
    forward(
        study.getStudyId(),
        study,
        Envelope.about(study.getStudyId(), id, SOURCE, now),
        StudyAssembly.readySink(study.getPriority()));
    departures.published(published, now);
    return published;
  }

  private void enterLedger(ImageNormalised event, Instant now) {
    NormalisedImage image = event.getImage();
    ImageOutcome accepted =
        ImageOutcome.newBuilder()
            .setImageId(image.getImageId())
            .setStudyId(event.getStudyId())
            .setSite(event.getSite())
            .setState(ImageState.ACCEPTED)
            .setAt(now)
            .build();
    String id = "ledger/%s/%s/accepted".formatted(image.getImageId(), event.getStudyId());
    forward(
        image.getImageId(),
        accepted,
        Envelope.about(event.getStudyId(), id, SOURCE, now),
        Topics.STUDIES_LEDGER.name());
  }

  private void forward(String key, SpecificRecord event, Envelope envelope, String sink) {
    RecordHeaders headers = new RecordHeaders();
    envelope.writeTo(headers, event.getClass());
    context.forward(new Record<>(key, event, envelope.time().toEpochMilli(), headers), sink);
  }

  private void keep(Draft draft) {
    String studyId = draft.content().getStudyId();
    drafts.put(studyId, draft);
    draft
        .quietUntil()
        .ifPresentOrElse(
            until -> timers.put(studyId, until.toEpochMilli()), () -> timers.delete(studyId));
  }
}
