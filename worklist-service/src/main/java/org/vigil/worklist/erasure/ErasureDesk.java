package org.vigil.worklist.erasure;

import java.time.Clock;
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
  private final LegalHolds holds;
  private final Clock clock;

  public ErasureDesk(ErasurePublisher publisher, LegalHolds holds, Clock clock) {
    this.publisher = publisher;
    this.holds = holds;
    this.clock = clock;
  }

  /**
   * The erasure that a request asks for, not published yet.
   *
   * @throws ProblemException 404 for what is no StudyId, 422 for a request that misses a word
   */
  public StudyErased check(String studyId, ErasureRequest request) {
    return StudyErased.newBuilder()
        .setStudyId(checked(studyId))
        .setScope(word(ErasureScope.class, "scope", request.scope()))
        .setReason(Words.of(word(ErasureReason.class, "reason", request.reason())))
        .setBy(Words.of(word(ErasureRequester.class, "by", request.by())))
        .setAt(clock.instant().truncatedTo(ChronoUnit.MILLIS))
        .build();
  }

  /**
   * Publishes an erasure.
   *
   * @throws ProblemException 409 for a study that is on legal hold, which is not erased; that it
   *     serves nobody else is no loss of evidence
   * @throws BrokerUnavailableException if the broker does not acknowledge; ask again
   */
  public StudyErased take(StudyErased erasure) {
    String studyId = erasure.getStudyId();
    if (erasure.getScope() == ErasureScope.ERASE) {
      holds.requireNone(new StudyId(studyId));
    }
    String id = "erased/%s/%s".formatted(studyId, Words.of(erasure.getScope()));
    publish(erasure, Envelope.about(studyId, id, SOURCE, erasure.getAt()));
    return erasure;
  }

  private void publish(StudyErased event, Envelope envelope) {
    try {
      publisher.publish(event, envelope).join();
    } catch (CompletionException e) {
      throw e.getCause() instanceof BrokerUnavailableException unavailable ? unavailable : e;
    }
  }

  static String checked(String studyId) {
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
