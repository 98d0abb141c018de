package org.vigil.ingest.dicom;

import java.util.Optional;
import java.util.function.DoubleUnaryOperator;
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
    DoubleUnaryOperator modality = modality();
    double[] values = new double[cells.length];
    for (int i = 0; i < cells.length; i++) {
      values[i] = modality.applyAsDouble(layout.value(cells[i]));
    }
    Optional<Integer> padding = padding();
    DoubleUnaryOperator voi = voi().orElseGet(() -> stretch(values, cells, padding));
    boolean inverted = layout.photometric().equals("MONOCHROME1");
    short[] samples = new short[cells.length];
    for (int i = 0; i < cells.length; i++) {
      double share = Math.clamp(voi.applyAsDouble(values[i]), 0, 1);
      boolean isPadding = padding.isPresent() && layout.value(cells[i]) == padding.get();
      samples[i] = isPadding ? 0 : (short) Math.round((inverted ? 1 - share : share) * WHITE);
    }
    return new Picture.Grey16(layout.columns(), layout.rows(), samples);
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

  private Optional<DoubleUnaryOperator> voi() {
    Optional<Lut> lut =
        data.item(Tag.VOILUTSequence)
            .map(item -> Lut.of(item, Tag.LUTDescriptor, Tag.LUTData, layout.signed()));
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

  private DoubleUnaryOperator stretch(double[] values, int[] cells, Optional<Integer> padding) {
    double low = Double.POSITIVE_INFINITY;
    double high = Double.NEGATIVE_INFINITY;
    for (int i = 0; i < values.length; i++) {
      if (padding.isEmpty() || layout.value(cells[i]) != padding.get()) {
        low = Math.min(low, values[i]);
        high = Math.max(high, values[i]);
      }
    }
    double from = low;
    double range = high - low;
    return x -> range > 0 ? (x - from) / range : 0;
  }

  private Optional<Integer> padding() {
    return data.bytes(Tag.PixelPaddingValue)
        .filter(value -> value.remaining() >= 2)
        .map(value -> layout.signed() ? value.getShort(0) : Short.toUnsignedInt(value.getShort(0)));
  }
}
