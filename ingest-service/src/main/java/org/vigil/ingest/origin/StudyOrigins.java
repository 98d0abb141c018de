package org.vigil.ingest.origin;

import java.util.Map;
import java.util.Optional;
import org.vigil.platform.store.ObjectStore;
import org.vigil.schemas.event.StudyOrigin;
import org.vigil.schemas.id.SiteId;

/**
 * Makes of what senders and DICOM files say of a study's origin what its events may say.
 * Thread-safe.
 */
public final class StudyOrigins {
  private static final int LONGEST_DEVICE = 64;

  private final PatientDigests patients;

  public StudyOrigins(ObjectStore store) {
    this.patients = new PatientDigests(store);
  }

  /**
   * @param said the sender's words, which count before the file's
   * @param identity of the file, by DICOM keyword
   * @throws org.vigil.platform.store.StoreUnavailableException if the store does not answer
   */
  public Optional<StudyOrigin> of(SiteId site, OriginWords said, Map<String, String> identity) {
    Optional<String> patient = said.patient().or(() -> patient(identity));
    Optional<String> device =
        said.device().or(() -> Optional.ofNullable(identity.get("ManufacturerModelName")));
    if (patient.isEmpty() && device.isEmpty() && said.reuse().isEmpty()) {
      return Optional.empty();
    }
    return Optional.of(
        new StudyOrigin(
            patient.map(name -> patients.of(site, name)).orElse(null),
            device.map(StudyOrigins::plain).filter(name -> !name.isEmpty()).orElse(null),
            said.reuse().orElse(null)));
  }

  /** Patient ID (0010,0020) means nothing without who issued it (0010,0021). */
  private static Optional<String> patient(Map<String, String> identity) {
    return Optional.ofNullable(identity.get("PatientID"))
        .map(id -> id + "\n" + identity.getOrDefault("IssuerOfPatientID", ""));
  }

  /** A device's name as a word to filter by; a long text or an odd character is no name of one. */
  private static String plain(String device) {
    String name = device.replaceAll("[^A-Za-z0-9 ._/+-]", " ").replaceAll(" +", " ").strip();
    return name.length() <= LONGEST_DEVICE ? name : name.substring(0, LONGEST_DEVICE).strip();
  }
}
