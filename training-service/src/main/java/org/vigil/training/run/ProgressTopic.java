package org.vigil.training.run;

import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.jboss.logging.Logger;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.event.EventPublisher;
import org.vigil.schemas.event.RunProgress;
import org.vigil.schemas.topic.Topics;
import org.vigil.schemas.word.Words;

/**
 * Tells the progress topic. A broker that does not answer costs the word, not the run: the archive
 * has the truth.
 */
public final class ProgressTopic implements RunVoice {
  private static final Logger LOG = Logger.getLogger(ProgressTopic.class);
  private static final String SOURCE = "/vigil/training";

  private final EventPublisher publisher;
  private final Clock clock;

  public ProgressTopic(EventPublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  @Override
  public void tell(Run run, RunPosition position, Optional<String> detail) {
    RunProgress event = event(run, position, detail);
    String id = "run/%s/%s/%d".formatted(run.id(), Words.of(position.phase()), position.step());
    publisher
        .publish(
            Topics.TRAINING_PROGRESS,
            run.id().value(),
            event,
            Envelope.of(id, SOURCE, event.getAt()))
        .exceptionally(
            failure -> {
              LOG.warnf("progress of %s was not told: %s", run.id(), failure);
              return null;
            });
  }

  private RunProgress event(Run run, RunPosition position, Optional<String> detail) {
    return RunProgress.newBuilder()
        .setRunId(run.id().value())
        .setSlot(run.request().slot())
        .setPhase(position.phase())
        .setEpoch(position.epoch())
        .setEpochs(position.epochs())
        .setStep(position.step())
        .setSteps(position.steps())
        .setLoss(position.loss().orElse(null))
        .setValidation(position.validation().orElse(null))
        .setRate(position.rate().orElse(null))
        .setExpectedEnd(
            position.expectedEnd().map(end -> end.truncatedTo(ChronoUnit.MILLIS)).orElse(null))
        .setDetail(detail.orElse(null))
        .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }
}
