package org.vigil.models.dataset;

import com.fasterxml.jackson.annotation.JsonInclude;
import java.util.Optional;

/**
 * Where one of an item's pictures is.
 *
 * @param role what it shows: {@code frontal}, {@code dermoscopic}, {@code clinical}, ...
 * @param path below the data set's folder, with {@code /}; {@code archive.npz#array/row} for a
 *     picture in an archive
 * @param sha256 of its bytes (of its pixels in an archive), once they have been read
 */
@JsonInclude(JsonInclude.Include.NON_ABSENT)
public record PictureRef(String role, String path, Optional<String> sha256) {

  /** Of a picture that nobody has read yet. */
  public PictureRef(String role, String path) {
    this(role, path, Optional.empty());
  }
}
