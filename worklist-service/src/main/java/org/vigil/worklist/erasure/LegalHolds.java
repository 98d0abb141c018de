package org.vigil.worklist.erasure;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.time.Clock;
import java.time.temporal.ChronoUnit;
import java.util.Optional;
import org.vigil.platform.problem.Problem;
import org.vigil.platform.problem.ProblemException;
import org.vigil.platform.store.ObjectMissingException;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.id.StudyId;
import org.vigil.schemas.store.ObjectKeys;

/**
 * Studies that must not be erased while a dispute or an inquiry needs them: an object of the image
 * bucket for each. Durable on return. Thread-safe, between processes too.
 */
public final class LegalHolds {
  private static final int LONGEST_REFERENCE = 100;

  private final ObjectStore store;
  private final ObjectMapper json;
  private final Clock clock;

  public LegalHolds(ObjectStore store, ObjectMapper json, Clock clock) {
    this.store = store;
    this.json = json;
    this.clock = clock;
  }

  /**
   * Puts a study on hold; on one that is, the first hold stands.
   *
   * @throws ProblemException 404 for what is no StudyId, 422 without a reference
   */
  public LegalHold place(String studyId, Optional<String> reference) {
    StudyId study = new StudyId(ErasureDesk.checked(studyId));
    String said =
        reference
            .map(String::strip)
            .filter(text -> !text.isEmpty() && text.length() <= LONGEST_REFERENCE)
            .orElseThrow(LegalHolds::withoutReference);
    LegalHold hold =
        new LegalHold(
            study.value(), said, clock.instant().truncatedTo(ChronoUnit.MILLIS).toString());
    try {
      store.putIfAbsent(
          ObjectKeys.legalHold(study), json.writeValueAsBytes(hold), "application/json");
    } catch (JsonProcessingException e) {
      throw new UncheckedIOException(e);
    }
    return of(studyId).orElse(hold);
  }

  /** The hold that a study is on. */
  public Optional<LegalHold> of(String studyId) {
    StudyId study = new StudyId(ErasureDesk.checked(studyId));
    try {
      byte[] bytes = store.get(ObjectKeys.legalHold(study));
      return Optional.of(json.readValue(bytes, LegalHold.class));
    } catch (ObjectMissingException e) {
      return Optional.empty();
    } catch (IOException e) {
      throw new UncheckedIOException("a legal hold cannot be read", e);
    }
  }

  /** Lets a study be erased again. */
  public void lift(String studyId) {
    store.delete(ObjectKeys.legalHold(new StudyId(ErasureDesk.checked(studyId))));
  }

  /**
   * @throws ProblemException 409 if the study is on hold
   */
  void requireNone(StudyId study) {
    if (store.size(ObjectKeys.legalHold(study)).isPresent()) {
      throw new ProblemException(
          Problem.of(
              409,
              "on-legal-hold",
              "On legal hold",
              "The study is on legal hold: nothing was erased. Lift the hold first."));
    }
  }

  private static ProblemException withoutReference() {
    return new ProblemException(
        Problem.of(
                422,
                "hold-invalid",
                "Not a valid legal hold",
                "reference names the matter in 1 to %d characters, without a patient's name."
                    .formatted(LONGEST_REFERENCE))
            .about("reference"));
  }
}
