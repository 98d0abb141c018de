package org.vigil.ingest.decode;

import java.util.Map;
import java.util.Optional;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

/**
 * What a file says of its picture.
 *
 * @param kind what study it belongs to, where the file says so
 * @param role what it shows, where the file says so
 * @param metadata by published name, without identifiers
 * @param studyInstanceUid (0020,000D), where the file has one
 * @param identity direct identifiers by DICOM keyword, for the identity bucket only
 */
public record FileWords(
    Optional<StudyKind> kind,
    Optional<ImageRole> role,
    Map<String, String> metadata,
    Optional<String> studyInstanceUid,
    Map<String, String> identity) {

  /** Of a file that says nothing. */
  static final FileWords NONE =
      new FileWords(Optional.empty(), Optional.empty(), Map.of(), Optional.empty(), Map.of());

  /** Keeps identifiers out of logs. */
  @Override
  public String toString() {
    return "FileWords[" + kind + ", " + role + "]";
  }
}
