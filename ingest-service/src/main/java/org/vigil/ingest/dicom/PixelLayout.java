package org.vigil.ingest.dicom;

import org.vigil.ingest.decode.PictureGate;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * The Image Pixel module (PS3.3 C.7.6.3), checked.
 *
 * @param bitsAllocated 8 or 16
 * @param signed Pixel Representation 1
 * @param planar Planar Configuration 1
 */
record PixelLayout(
    int columns,
    int rows,
    int samples,
    String photometric,
    int bitsAllocated,
    int bitsStored,
    int highBit,
    boolean signed,
    boolean planar) {

  /** Of a picture that may be decoded, by its size. */
  static PixelLayout of(DataSet data, PictureGate gate) {
    // Colour is 32 bits a sample on its way out of a decoder, and once more in one of JPEG 2000.
    int shares = data.unsigned(Tag.SamplesPerPixel).orElse(1) == 3 ? 2 : 1;
    gate.admit(required(data, Tag.Columns, "Columns"), required(data, Tag.Rows, "Rows"), shares);
    return of(data);
  }

  static PixelLayout of(DataSet data) {
    int columns = required(data, Tag.Columns, "Columns");
    int rows = required(data, Tag.Rows, "Rows");
    int allocated = required(data, Tag.BitsAllocated, "BitsAllocated");
    int stored = data.unsigned(Tag.BitsStored).orElse(allocated);
    PixelLayout layout =
        new PixelLayout(
            columns,
            rows,
            data.unsigned(Tag.SamplesPerPixel).orElse(1),
            data.text(Tag.PhotometricInterpretation)
                .orElseThrow(() -> Part10.damaged("no PhotometricInterpretation")),
            allocated,
            stored,
            data.unsigned(Tag.HighBit).orElse(stored - 1),
            data.unsigned(Tag.PixelRepresentation).orElse(0) == 1,
            data.unsigned(Tag.PlanarConfiguration).orElse(0) == 1);
    layout.requireReadable();
    return layout;
  }

  private static int required(DataSet data, int tag, String keyword) {
    return data.unsigned(tag).orElseThrow(() -> Part10.damaged("no " + keyword));
  }

  private void requireReadable() {
    boolean known = (bitsAllocated == 8 || bitsAllocated == 16) && (samples == 1 || samples == 3);
    if (!known) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT,
          "%d bits allocated, %d samples per pixel; 8 or 16 and 1 or 3 are read"
              .formatted(bitsAllocated, samples));
    }
    if ((long) columns * rows * samples > Integer.MAX_VALUE) {
      throw new RefusedException(
          RejectionReason.TOO_MANY_PIXELS, "%d x %d pixels".formatted(columns, rows));
    }
    if (bitsStored < 1
        || bitsStored > bitsAllocated
        || highBit >= bitsAllocated
        || highBit + 1 < bitsStored) {
      throw Part10.damaged("BitsStored, HighBit and BitsAllocated disagree");
    }
  }

  int pixels() {
    return columns * rows;
  }

  /** Bytes of uncompressed pixel data; 4:2:2 has two samples a pixel (PS3.3 C.7.6.3.1.2). */
  long nativeBytes() {
    long perPixel = photometric.equals("YBR_FULL_422") ? 2 : samples;
    return (long) pixels() * perPixel * (bitsAllocated / 8);
  }

  /** How many stored values there can be. */
  int patterns() {
    return 1 << bitsStored;
  }

  /** The bits of a cell that are the stored value: from HighBit down (PS3.5 section 8.1.1). */
  int pattern(int cell) {
    return cell >>> (highBit + 1 - bitsStored) & (1 << bitsStored) - 1;
  }

  /** The number that a pattern of bits stands for. */
  int number(int pattern) {
    boolean negative = signed && (pattern & 1 << (bitsStored - 1)) != 0;
    return negative ? pattern - (1 << bitsStored) : pattern;
  }

  /** A stored value with its sign. */
  int value(int cell) {
    return number(pattern(cell));
  }

  boolean isGrey() {
    return photometric.startsWith("MONOCHROME");
  }
}
