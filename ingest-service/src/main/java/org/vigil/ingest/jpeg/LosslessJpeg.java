package org.vigil.ingest.jpeg;

import java.util.HashMap;
import java.util.Map;
import org.vigil.ingest.refusal.RefusedException;

/**
 * JPEG lossless, Huffman coding, any predictor (ITU-T T.81 annex H, process 14; DICOM transfer
 * syntaxes 1.2.840.10008.1.2.4.57 and .70). One use, one thread.
 */
public final class LosslessJpeg extends JpegStream {
  private static final int LOSSLESS_FRAME = 0xC3;

  private final Map<Integer, HuffmanTable> tables = new HashMap<>();

  private LosslessJpeg(byte[] data, int width, int height, int components) {
    super(data, width, height, components);
  }

  /**
   * The samples, interleaved, as unsigned numbers of the frame's precision.
   *
   * @throws RefusedException if the stream is damaged, of another size, or of another process
   */
  public static int[] decode(byte[] stream, int width, int height, int components) {
    return new LosslessJpeg(stream, width, height, components).samples();
  }

  @Override
  boolean isOwnFrame(int marker) {
    return marker == LOSSLESS_FRAME;
  }

  @Override
  void begin(Frame parsed) {
    parsed.requireOneResolution();
  }

  @Override
  void read(Segment segment) {
    if (segment.marker() == HuffmanTable.MARKER) {
      HuffmanTable.read(segment, tables);
    }
  }

  @Override
  int scan(Frame frame, ScanHeader header) {
    int predictor = header.first();
    int transform = header.third() & 0xF;
    if (predictor < 1 || predictor > 7 || transform >= frame.precision()) {
      throw Segment.damaged("a JPEG scan with an unknown predictor");
    }
    HuffmanTable[] huffman =
        header.parts().stream()
            .map(part -> HuffmanTable.of(tables, part.dcTable()))
            .toArray(HuffmanTable[]::new);
    EntropyBits bits = new EntropyBits(data, header.end());
    int middle = 1 << frame.precision() - transform - 1;
    samples(bits, header.channels(), huffman, predictor, middle);
    if (transform > 0) {
      widen(header.channels(), transform);
    }
    return bits.position();
  }

  private void samples(
      EntropyBits bits, int[] channels, HuffmanTable[] huffman, int predictor, int middle) {
    int left = restartInterval();
    int first = 0; // The row that is predicted as if nothing were above it.
    for (int y = 0; y < height; y++) {
      throwIfInterrupted();
      for (int x = 0; x < width; x++) {
        if (restartInterval() > 0 && left-- == 0) {
          bits.restart();
          requireRowStart(x);
          left = restartInterval() - 1;
          first = y;
        }
        for (int i = 0; i < channels.length; i++) {
          int at = (y * width + x) * components + channels[i];
          int predicted =
              x == 0 && y == first ? middle : predict(y == first ? 1 : x == 0 ? 2 : predictor, at);
          cells[at] = predicted + difference(bits, huffman[i]) & 0xFFFF;
        }
      }
    }
  }

  /** Undoes the point transform (section A.4). */
  private void widen(int[] channels, int transform) {
    for (int channel : channels) {
      for (int at = channel; at < cells.length; at += components) {
        cells[at] = cells[at] << transform & 0xFFFF;
      }
    }
  }

  private static void requireRowStart(int x) {
    if (x != 0) {
      throw Segment.damaged("a lossless JPEG restarts within a row");
    }
  }

  /** Table H.1: left is a, above is b, above left is c. */
  private int predict(int predictor, int at) {
    int row = width * components;
    return switch (predictor) {
      case 1 -> cells[at - components];
      case 2 -> cells[at - row];
      case 3 -> cells[at - row - components];
      case 4 -> cells[at - components] + cells[at - row] - cells[at - row - components];
      case 5 -> cells[at - components] + (cells[at - row] - cells[at - row - components] >> 1);
      case 6 -> cells[at - row] + (cells[at - components] - cells[at - row - components] >> 1);
      default -> cells[at - components] + cells[at - row] >> 1;
    };
  }

  /** Section H.1.2.2: a category by Huffman code, then so many bits. */
  private static int difference(EntropyBits bits, HuffmanTable huffman) {
    int category = huffman.decode(bits);
    if (category == 16) {
      return 32_768;
    }
    if (category > 16) {
      throw Segment.damaged("a JPEG difference of too many bits");
    }
    return bits.extended(category);
  }
}
