package org.vigil.ingest.dicom;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
import org.vigil.ingest.dicom.dataset.DataSet;
import org.vigil.ingest.dicom.dataset.Tag;
import org.vigil.ingest.normalise.Picture;

/**
 * The grey-scale pipeline of PS3.3 C.11 and PS3.4 annex N: modality LUT or rescale, VOI LUT or
 * window, then inversion for MONOCHROME1. Without any VOI the range of the pixels is stretched.
 * Padding is black.
 */
final class GreyRendering {
  private static final double WHITE = 65_535;

  private final DataSet data;
  private final PixelLayout layout;

  GreyRendering(DataSet data, PixelLayout layout) {
    this.data = data;
    this.layout = layout;
  }

  Picture.Grey16 render(int[] cells) {
    short[] table = table(present(cells));
    short[] samples = new short[cells.length];
    for (int i = 0; i < cells.length; i++) {
      samples[i] = table[layout.pattern(cells[i])];
    }
    return new Picture.Grey16(layout.columns(), layout.rows(), samples);
  }

  private boolean[] present(int[] cells) {
    boolean[] present = new boolean[layout.patterns()];
    for (int cell : cells) {
      present[layout.pattern(cell)] = true;
    }
    return present;
  }

  /** What each stored value looks like: a picture has far more pixels than there are values. */
  private short[] table(boolean[] present) {
    DoubleUnaryOperator modality = modality();
    Padding padding = Padding.of(data, layout.signed());
    DoubleUnaryOperator voi = voi(modality).orElseGet(() -> stretch(present, modality, padding));
    boolean inverted = layout.photometric().equals("MONOCHROME1");
    short[] table = new short[present.length];
    for (int pattern = 0; pattern < table.length; pattern++) {
      int stored = layout.number(pattern);
      double share = Math.clamp(voi.applyAsDouble(modality.applyAsDouble(stored)), 0, 1);
      table[pattern] =
          padding.covers(stored) ? 0 : (short) Math.round((inverted ? 1 - share : share) * WHITE);
    }
    return table;
  }

  private DoubleUnaryOperator modality() {
    Optional<Lut> lut =
        data.item(Tag.ModalityLUTSequence)
            .map(item -> Lut.of(item, Tag.LUTDescriptor, Tag.LUTData, layout.signed()));
    if (lut.isPresent()) {
      return lut.get()::at;
    }
    double slope = data.decimal(Tag.RescaleSlope).orElse(1.0);
    double intercept = data.decimal(Tag.RescaleIntercept).orElse(0.0);
    return value -> value * slope + intercept;
  }

  /** A VOI LUT begins at a signed number where its input can be negative (PS3.3 C.11.2.1.1). */
  private Optional<DoubleUnaryOperator> voi(DoubleUnaryOperator modality) {
    int full = (1 << layout.bitsStored()) - 1;
    boolean negative =
        layout.signed() || Math.min(modality.applyAsDouble(0), modality.applyAsDouble(full)) < 0;
    Optional<Lut> lut =
        data.item(Tag.VOILUTSequence)
            .map(item -> Lut.of(item, Tag.LUTDescriptor, Tag.LUTData, negative));
    if (lut.isPresent()) {
      return Optional.of(lut.get()::share);
    }
    Optional<Double> center = data.decimal(Tag.WindowCenter);
    Optional<Double> width = data.decimal(Tag.WindowWidth).filter(w -> w > 0);
    return center.isPresent() && width.isPresent()
        ? Optional.of(window(center.get(), width.get()))
        : Optional.empty();
  }

  /** PS3.3 C.11.2.1.2 and C.11.2.1.3; results may leave 0 to 1. */
  private DoubleUnaryOperator window(double c, double w) {
    return switch (data.text(Tag.VOILUTFunction).orElse("LINEAR")) {
      case "SIGMOID" -> x -> 1 / (1 + Math.exp(-4 * (x - c) / w));
      case "LINEAR_EXACT" -> x -> (x - c) / w + 0.5;
      default -> w <= 1 ? x -> x <= c - 0.5 ? 0 : 1 : x -> (x - (c - 0.5)) / (w - 1) + 0.5;
    };
  }

  /** From the least to the greatest value that the picture has. */
  private DoubleUnaryOperator stretch(
      boolean[] present, DoubleUnaryOperator modality, Padding padding) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int pattern = 0; pattern < present.length; pattern++) {
      int stored = layout.number(pattern);
      if (present[pattern] && !padding.covers(stored)) {
        double value = modality.applyAsDouble(stored);
        low = Math.min(low, value);
        high = Math.max(high, value);
      }
    }
    double from = low;
    double range = high - low;
    return x -> range > 0 ? (x - from) / range : 0;
  }
}
