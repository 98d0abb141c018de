package org.vigil.ingest.dicom;

import java.util.Optional;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;

/**
 * Stored values that stand for "no picture here": Pixel Padding Value (0028,0120), up to Pixel
 * Padding Range Limit (0028,0121) where there is one (PS3.3 C.7.5.1.1.2).
 *
 * @param from lowest value, inclusive
 * @param to highest value, inclusive; below {@code from} where nothing is padding
 */
record Padding(int from, int to) {
  private static final Padding NONE = new Padding(0, -1);

  static Padding of(DataSet data, boolean signed) {
    return value(data, Tag.PixelPaddingValue, signed)
        .map(
            value -> {
              int limit = value(data, Tag.PixelPaddingRangeLimit, signed).orElse(value);
              return new Padding(Math.min(value, limit), Math.max(value, limit));
            })
        .orElse(NONE);
  }

  boolean covers(int stored) {
    return stored >= from && stored <= to;
  }

  private static Optional<Integer> value(DataSet data, int tag, boolean signed) {
    return data.bytes(tag)
        .filter(bytes -> bytes.remaining() >= 2)
        .map(bytes -> signed ? bytes.getShort(0) : Short.toUnsignedInt(bytes.getShort(0)));
  }
}
