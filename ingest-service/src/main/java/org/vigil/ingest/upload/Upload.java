package org.vigil.ingest.upload;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.ingest.origin.OriginWords;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.schemas.id.SiteId;

/**
 * A request whose words have been checked; its files have not been looked at.
 *
 * @param kind empty where the files are to say it
 * @param key the sender's own name for the study
 * @param parts at least one
 * @param whole whether these are all the study's images as far as its sender knows; one DICOM
 *     instance is not
 * @param origin what the sender says of where the study comes from
 */
public record Upload(
    SiteId site,
    Optional<StudyKind> kind,
    Priority priority,
    Optional<String> slot,
    Optional<String> key,
    Map<String, String> metadata,
    List<Part> parts,
    boolean whole,
    OriginWords origin) {

  /** An upload of a whole study. */
  public Upload(
      SiteId site,
      Optional<StudyKind> kind,
      Priority priority,
      Optional<String> slot,
      Optional<String> key,
      Map<String, String> metadata,
      List<Part> parts) {
    this(site, kind, priority, slot, key, metadata, parts, true);
  }

  /** An upload whose sender says nothing of where the study comes from. */
  public Upload(
      SiteId site,
      Optional<StudyKind> kind,
      Priority priority,
      Optional<String> slot,
      Optional<String> key,
      Map<String, String> metadata,
      List<Part> parts,
      boolean whole) {
    this(site, kind, priority, slot, key, metadata, parts, whole, OriginWords.NONE);
  }

  /**
   * One file.
   *
   * @param name of the multipart part
   * @param role what the sender says it shows
   * @param file on local disk; the caller removes it
   */
  public record Part(String name, Optional<ImageRole> role, Path file) {}
}
