package org.vigil.ingest.decode;

import org.vigil.ingest.normalise.Picture;

/**
 * What a file turned out to hold.
 *
 * @param picture its pixels
 * @param words what the file says of them
 */
public record Decoded(Picture picture, FileWords words) {

  /** A picture file that says nothing but its pixels. */
  static Decoded of(Picture picture) {
    return new Decoded(picture, FileWords.NONE);
  }

  /** Keeps identifiers out of logs. */
  @Override
  public String toString() {
    return "Decoded[" + picture.width() + " x " + picture.height() + "]";
  }
}
