package org.vigil.ingest.dicom;

import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.normalise.Picture;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/** Colour pictures by their Photometric Interpretation (PS3.3 C.7.6.3.1.2). */
final class ColourRendering {
  private static final int PALETTES = 3; // Red, green and blue, whose tags are consecutive.

  private final DataSet data;
  private final PixelLayout layout;

  ColourRendering(DataSet data, PixelLayout layout) {
    this.data = data;
    this.layout = layout;
  }

  Picture.Rgb8 render(int[] cells) {
    byte[] rgb =
        switch (layout.photometric()) {
          case "RGB", "YBR_RCT", "YBR_ICT" -> eightBits(cells); // JPEG 2000 undoes its own.
          case "YBR_FULL", "YBR_FULL_422" -> ybr(eightBits(cells));
          case "PALETTE COLOR" -> palette(cells);
          default ->
              throw new RefusedException(
                  RejectionReason.UNSUPPORTED_FORMAT,
                  "photometric interpretation "
                      + layout.photometric().replaceAll("[^A-Z0-9_ ]", "?")
                      + " is not read here");
        };
    return new Picture.Rgb8(layout.columns(), layout.rows(), rgb);
  }

  /** The eight most significant bits; fewer are stretched to the same range. */
  private byte[] eightBits(int[] cells) {
    byte[] samples = new byte[cells.length];
    int stored = layout.bitsStored();
    for (int i = 0; i < cells.length; i++) {
      int value = layout.pattern(cells[i]);
      samples[i] =
          stored >= 8
              ? (byte) (value >>> stored - 8)
              : (byte) Math.round(value * 255.0 / (layout.patterns() - 1));
    }
    return samples;
  }

  private static byte[] ybr(byte[] ybr) {
    byte[] rgb = new byte[ybr.length];
    for (int i = 0; i < ybr.length; i += 3) {
      double y = ybr[i] & 0xFF;
      double cb = (ybr[i + 1] & 0xFF) - 128;
      double cr = (ybr[i + 2] & 0xFF) - 128;
      rgb[i] = eight(y + 1.402 * cr);
      rgb[i + 1] = eight(y - 0.344136 * cb - 0.714136 * cr);
      rgb[i + 2] = eight(y + 1.772 * cb);
    }
    return rgb;
  }

  private static byte eight(double value) {
    return (byte) Math.clamp(Math.round(value), 0, 255);
  }

  private byte[] palette(int[] cells) {
    boolean segmented = data.bytes(Tag.SegmentedRedPaletteData).isPresent();
    byte[] rgb = new byte[cells.length * PALETTES];
    for (int colour = 0; colour < PALETTES; colour++) {
      int descriptor = Tag.RedPaletteDescriptor + colour;
      Lut lut =
          segmented
              ? Lut.ofSegments(
                  data, descriptor, Tag.SegmentedRedPaletteData + colour, layout.signed())
              : Lut.of(data, descriptor, Tag.RedPaletteData + colour, layout.signed());
      for (int i = 0; i < cells.length; i++) {
        rgb[PALETTES * i + colour] = (byte) lut.eightBits(layout.value(cells[i]));
      }
    }
    return rgb;
  }
}
