package org.vigil.ingest.decode;

import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.normalise.Picture;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/**
 * What a file turned out to hold.
 *
 * @param picture its pixels
 * @param kind what study it belongs to, where the file says so
 * @param role what it shows, where the file says so
 * @param metadata by published name, without identifiers
 * @param studyInstanceUid (0020,000D), where the file has one
 * @param identity direct identifiers by DICOM keyword, for the identity bucket only
 */
public record Decoded(
    Picture picture,
    Optional<StudyKind> kind,
    Optional<ImageRole> role,
    Map<String, String> metadata,
    Optional<String> studyInstanceUid,
    Map<String, String> identity) {

  /** A picture file that says nothing but its pixels. */
  static Decoded of(Picture picture) {
    return new Decoded(
        picture, Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Map.of());
  }

  /** Keeps identifiers out of logs. */
  @Override
  public String toString() {
    return "Decoded[" + picture.width() + " x " + picture.height() + "]";
  }
}
