package org.vigil.ingest.assembly;

import java.util.Optional;
import org.vigil.schemas.event.StudyOrigin;

/** What several images say of where their study comes from, as one word. */
final class Origins {
  private Origins() {}

  /**
   * The later word on each part that has one; but a patient's no to reuse, once said, stands.
   *
   * @param known null where nothing is known
   * @param told null where the image says nothing
   */
  static StudyOrigin join(StudyOrigin known, StudyOrigin told) {
    if (known == null || told == null) {
      return known == null ? told : known;
    }
    return new StudyOrigin(
        Optional.ofNullable(told.getPatient()).orElse(known.getPatient()),
        Optional.ofNullable(told.getDevice()).orElse(known.getDevice()),
        Boolean.FALSE.equals(known.getReuse()) || told.getReuse() == null
            ? known.getReuse()
            : told.getReuse());
  }
}
