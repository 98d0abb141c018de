package org.vigil.worklist.erasure;

import java.time.Clock;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import java.util.concurrent.CompletionException;
import org.vigil.platform.event.BrokerUnavailableException;
import org.vigil.platform.event.Envelope;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyErased;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.reason.ErasureReason;
import org.vigil.schemas.reason.ErasureRequester;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.study.UnknownStudy;

/**
 * Checks a request for erasure and publishes it. Thread-safe.
 *
 * <p>The study need not be known here: it may have been read long ago, or be on its way.
 */
public final class ErasureDesk {
  private static final String SOURCE = "/vigil/worklist";

  private final ErasurePublisher publisher;
  private final Clock clock;

  public ErasureDesk(ErasurePublisher publisher, Clock clock) {
    this.publisher = publisher;
    this.clock = clock;
  }

  /**
   * @throws ProblemException 404 for what is no StudyId, 422 for a request that misses a word
   * @throws BrokerUnavailableException if the broker does not acknowledge; ask again
   */
  public StudyErased take(String studyId, ErasureRequest request) {
    Instant now = clock.instant().truncatedTo(ChronoUnit.MILLIS);
    StudyErased event =
        StudyErased.newBuilder()
            .setStudyId(checked(studyId))
            .setScope(word(ErasureScope.class, "scope", request.scope()))
            .setReason(Words.of(word(ErasureReason.class, "reason", request.reason())))
            .setBy(Words.of(word(ErasureRequester.class, "by", request.by())))
            .setAt(now)
            .build();
    String id = "erased/%s/%s".formatted(studyId, Words.of(event.getScope()));
    publish(event, Envelope.about(studyId, id, SOURCE, now));
    return event;
  }

  private void publish(StudyErased event, Envelope envelope) {
    try {
      publisher.publish(event, envelope).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BrokerUnavailableException unavailable ? unavailable : e;
    }
  }

  private static String checked(String studyId) {
    try {
      return new StudyId(studyId).value();
    } catch (IllegalArgumentException e) {
      throw UnknownStudy.problem("No study can have this StudyId.");
    }
  }

  private static <E extends Enum<E>> E word(Class<E> type, String field, Optional<String> said) {
    return said.flatMap(text -> Words.parse(type, text))
        .orElseThrow(
            () ->
                new ProblemException(
                    Problem.of(
                            422,
                            "erasure-invalid",
                            "Not a valid request for erasure",
                            field + " is one of " + Words.list(type) + ".")
                        .about(field)));
  }
}
