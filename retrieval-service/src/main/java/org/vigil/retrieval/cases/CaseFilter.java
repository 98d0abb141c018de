package org.vigil.retrieval.cases;

import java.time.Instant;
import java.util.Optional;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/**
 * Which cases somebody wants to see. What is empty excludes nothing; a case of which the wanted
 * thing is not known does not pass.
 *
 * @param role some image of the case has it
 * @param confirmed a finding that its last verdict confirms
 * @param excluded a finding that its last verdict excludes
 * @param bodySite in the senders' word
 * @param from received at or after
 * @param until received before
 * @param onlyWithVerdict false shows studies that nobody has read, too
 */
public record CaseFilter(
    Optional<StudyKind> kind,
    Optional<ImageRole> role,
    Optional<String> confirmed,
    Optional<String> excluded,
    Optional<String> bodySite,
    Optional<String> sex,
    Optional<AgeBand> age,
    Optional<String> site,
    Optional<String> device,
    Optional<Instant> from,
    Optional<Instant> until,
    boolean onlyWithVerdict) {

  /** Every case with a verdict. */
  public static final CaseFilter CONFIRMED =
      new CaseFilter(
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          Optional.empty(),
          true);

  /**
   * Ages in years.
   *
   * @param youngest and older
   * @param oldest and younger
   */
  public record AgeBand(int youngest, int oldest) {
    public AgeBand {
      if (youngest < 0 || oldest < youngest || oldest > 150) {
        throw new IllegalArgumentException("an age band is YOUNGEST-OLDEST, 0 to 150");
      }
    }
  }
}
