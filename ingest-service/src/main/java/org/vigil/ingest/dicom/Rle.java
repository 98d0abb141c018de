package org.vigil.ingest.dicom;

import java.nio.ByteBuffer;
import java.nio.ByteOrder;
import org.vigil.ingest.dicom.dataset.Part10;

/**
 * RLE Lossless (PS3.5 annex G): a header of up to 15 segment offsets, then one PackBits segment for
 * each byte of each sample, most significant byte first.
 */
final class Rle {
  private static final int HEADER = 64;

  private Rle() {}

  /** Native pixel data, little-endian, samples interleaved. */
  static byte[] decode(ByteBuffer fragment, PixelLayout layout) {
    ByteBuffer in = fragment.duplicate().order(ByteOrder.LITTLE_ENDIAN);
    int bytesPerSample = layout.bitsAllocated() / 8;
    int segments = layout.samples() * bytesPerSample;
    if (in.remaining() < HEADER || in.getInt(0) != segments) {
      throw Part10.damaged("the RLE header does not fit the picture");
    }
    byte[] out = new byte[layout.pixels() * segments];
    for (int segment = 0; segment < segments; segment++) {
      int start = in.getInt(4 * (segment + 1));
      int end = segment + 1 < segments ? in.getInt(4 * (segment + 2)) : in.limit();
      if (start < HEADER || end < start || end > in.limit()) {
        throw Part10.damaged("an RLE segment lies outside its fragment");
      }
      int sample = segment / bytesPerSample;
      int significance = bytesPerSample - 1 - segment % bytesPerSample;
      unpack(in.slice(start, end - start), out, sample * bytesPerSample + significance, segments);
    }
    return out;
  }

  private static void unpack(ByteBuffer in, byte[] out, int first, int step) {
    int at = first;
    while (at < out.length) {
      int control = next(in);
      if (control >= 0) {
        for (int i = 0; i <= control && at < out.length; i++, at += step) {
          out[at] = next(in);
        }
      } else if (control != -128) {
        byte repeated = next(in);
        for (int i = 0; i <= -control && at < out.length; i++, at += step) {
          out[at] = repeated;
        }
      }
    }
  }

  private static byte next(ByteBuffer in) {
    if (!in.hasRemaining()) {
      throw Part10.damaged("an RLE segment ends early");
    }
    return in.get();
  }
}
