package org.vigil.ingest.dicom;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.ByteOrder;
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

  static int[] read(Part10.Contents file, PixelLayout layout) {
    return switch (file.syntax()) {
      case RLE -> {
        byte[] bytes = Rle.decode(single(file.dataSet()), layout);
        yield cells(ByteBuffer.wrap(bytes).order(ByteOrder.LITTLE_ENDIAN), false, layout);
      }
      case JPEG_BASELINE, JPEG_EXTENDED ->
          DctJpeg.decode(joined(file.dataSet()), layout.columns(), layout.rows(), layout.samples());
      case JPEG_LOSSLESS, JPEG_LOSSLESS_FIRST_ORDER ->
          LosslessJpeg.decode(
              joined(file.dataSet()), layout.columns(), layout.rows(), layout.samples());
      case JPEG_LS_LOSSLESS, JPEG_LS_NEAR_LOSSLESS ->
          JpegLs.decode(joined(file.dataSet()), layout.columns(), layout.rows(), layout.samples());
      case JPEG_2000_LOSSLESS, JPEG_2000 ->
          Jpeg2000.decode(
              joined(file.dataSet()), layout.columns(), layout.rows(), layout.samples());
      case IMPLICIT_LITTLE, EXPLICIT_LITTLE, DEFLATED_LITTLE, EXPLICIT_BIG ->
          uncompressed(file, layout);
    };
  }

  private static int[] uncompressed(Part10.Contents file, PixelLayout layout) {
    ByteBuffer data =
        file.dataSet()
            .bytes(Tag.PixelData)
            .orElseThrow(() -> Part10.damaged("no native pixel data"));
    if (data.remaining() < layout.nativeBytes()) {
      throw Part10.damaged(
          "%d bytes of pixel data where %d are needed"
              .formatted(data.remaining(), layout.nativeBytes()));
    }
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

  private static ByteBuffer single(DataSet data) {
    if (data.fragments().isEmpty()) {
      throw Part10.damaged("no fragment of pixel data");
    }
    return data.fragments().get(0);
  }

  /** One frame may lie in several fragments (PS3.5 annex A.4). */
  private static byte[] joined(DataSet data) {
    ByteArrayOutputStream stream = new ByteArrayOutputStream();
    for (ByteBuffer fragment : data.fragments()) {
      byte[] bytes = new byte[fragment.remaining()];
      fragment.duplicate().get(bytes);
      stream.writeBytes(bytes);
    }
    return stream.toByteArray();
  }
}
