package org.vigil.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.vigil.ingest.dicom.dataset.Part10;
import org.vigil.ingest.jpeg.DctJpeg;
import org.vigil.ingest.jpeg.JpegLs;
import org.vigil.ingest.jpeg.LosslessJpeg;
import org.vigil.ingest.jpeg2000.Jpeg2000;

/**
 * Reads pixel data of any supported encoding into cells: [pixel][sample], as stored, before any
 * look-up.
 */
final class PixelReader {
  private PixelReader() {}

  /**
   * @param frame counted from 0
   */
  static int[] read(Part10.Contents file, PixelLayout layout, int frame) {
    if (!file.syntax().isEncapsulated()) {
      return uncompressed(file, layout, frame);
    }
    int columns = layout.columns();
    int rows = layout.rows();
    int samples = layout.samples();
    byte[] stream = Frames.stream(file.dataSet(), frame);
    return switch (file.syntax()) {
      case RLE -> {
        byte[] bytes = Rle.decode(ByteBuffer.wrap(stream), layout);
        yield cells(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), false, layout);
      }
      case JPEG_BASELINE, JPEG_EXTENDED -> DctJpeg.decode(stream, columns, rows, samples);
      case JPEG_LOSSLESS, JPEG_LOSSLESS_FIRST_ORDER ->
          LosslessJpeg.decode(stream, columns, rows, samples);
      case JPEG_LS_LOSSLESS, JPEG_LS_NEAR_LOSSLESS -> JpegLs.decode(stream, columns, rows, samples);
      case JPEG_2000_LOSSLESS, JPEG_2000 -> Jpeg2000.decode(stream, columns, rows, samples);
      case IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED_LITTLE, EXPLICIT_BIG ->
          throw new IllegalStateException(file.syntax() + " is not encapsulated");
    };
  }

  private static int[] uncompressed(Part10.Contents file, PixelLayout layout, int frame) {
    ByteBuffer data = Frames.bytes(file.dataSet(), layout, frame);
    return layout.photometric().equals("YBR_FULL_422")
        ? subsampled(data, layout)
        : cells(data.order(file.syntax().order()), layout.planar(), layout);
  }

  private static int[] cells(ByteBuffer in, boolean planar, PixelLayout layout) {
    int pixels = layout.pixels();
    int samples = layout.samples();
    int[] cells = new int[pixels * samples];
    for (int pixel = 0; pixel < pixels; pixel++) {
      for (int sample = 0; sample < samples; sample++) {
        int at = planar && samples > 1 ? sample * pixels + pixel : pixel * samples + sample;
        cells[pixel * samples + sample] =
            layout.bitsAllocated() == 8
                ? in.get(at) & 0xFF
                : Short.toUnsignedInt(in.getShort(2 * at));
      }
    }
    return cells;
  }

  /** Y1 Y2 Cb Cr for every two pixels of a row. */
  private static int[] subsampled(ByteBuffer data, PixelLayout layout) {
    int[] cells = new int[layout.pixels() * 3];
    for (int pixel = 0; pixel < layout.pixels(); pixel++) {
      int pair = pixel / 2 * 4;
      cells[3 * pixel] = data.get(pair + pixel % 2) & 0xFF;
      cells[3 * pixel + 1] = data.get(pair + 2) & 0xFF;
      cells[3 * pixel + 2] = data.get(pair + 3) & 0xFF;
    }
    return cells;
  }
}
