package org.vigil.ingest.jpeg;

import java.util.HashMap;
import java.util.Map;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * JPEG lossless, Huffman coding, any predictor (ITU-T T.81 annex H, process 14; DICOM transfer
 * syntaxes 1.2.840.10008.1.2.4.57 and .70). One use, one thread.
 */
public final class LosslessJpeg {
  private static final int LOSSLESS_FRAME = 0xC3;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int RESTART_INTERVAL = 0xDD;

  private final byte[] data;
  private final int width;
  private final int height;
  private final int components;
  private final int[] cells;
  private final Map<Integer, HuffmanTable> tables = new HashMap<>();
  private Frame frame;
  private int restartInterval;
  private int scanned;

  private LosslessJpeg(byte[] data, int width, int height, int components) {
    this.data = data;
    this.width = width;
    this.height = height;
    this.components = components;
    this.cells = new int[width * height * components];
  }

  /**
   * The samples, interleaved, as unsigned numbers of the frame's precision.
   *
   * @throws RefusedException if the stream is damaged, of another size, or of another process
   */
  public static int[] decode(byte[] stream, int width, int height, int components) {
    return new LosslessJpeg(stream, width, height, components).decode();
  }

  private int[] decode() {
    int at = 0;
    while (scanned < components) {
      Segment segment = Segment.next(data, at);
      at = segment.to();
      switch (segment.marker()) {
        case LOSSLESS_FRAME -> frame = Frame.parse(segment, width, height, components);
        case HUFFMAN_TABLES -> HuffmanTable.read(segment, tables);
        case RESTART_INTERVAL -> restartInterval = segment.u16(0);
        case Segment.START_OF_SCAN -> at = scan(segment);
        case Segment.END_OF_IMAGE -> throw Segment.damaged("the JPEG picture has too few scans");
        default -> requireNoOtherFrame(segment.marker());
      }
    }
    return cells;
  }

  private static void requireNoOtherFrame(int marker) {
    if (marker >= 0xC0 && marker <= 0xCF && marker != 0xC8 && marker != 0xCC) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT, "a JPEG process that is not lossless Huffman");
    }
  }

  /** Decodes a scan and returns where it ends. */
  private int scan(Segment header) {
    if (frame == null) {
      throw Segment.damaged("a JPEG scan without a frame");
    }
    int count = header.u8(0);
    if (count < 1 || scanned + count > components) {
      throw Segment.damaged("a JPEG scan of too many components");
    }
    int[] channels = new int[count];
    HuffmanTable[] huffman = new HuffmanTable[count];
    for (int i = 0; i < count; i++) {
      channels[i] = frame.components().indexOf(header.u8(1 + 2 * i));
      huffman[i] = tables.get(header.u8(2 + 2 * i) >>> 4);
      if (channels[i] < 0 || huffman[i] == null) {
        throw Segment.damaged("a JPEG scan names what is not there");
      }
    }
    int predictor = header.u8(1 + 2 * count);
    int transform = header.u8(3 + 2 * count) & 0xF;
    if (predictor < 1 || predictor > 7 || transform >= frame.precision()) {
      throw Segment.damaged("a JPEG scan with an unknown predictor");
    }
    EntropyBits bits = new EntropyBits(data, header.to());
    samples(bits, channels, huffman, predictor, transform);
    scanned += count;
    return bits.position();
  }

  private void samples(
      EntropyBits bits, int[] channels, HuffmanTable[] huffman, int predictor, int transform) {
    int left = restartInterval;
    int first = 0; // The row that is predicted as if nothing were above it.
    for (int y = 0; y < height; y++) {
      for (int x = 0; x < width; x++) {
        if (restartInterval > 0 && left-- == 0) {
          bits.restart();
          requireRowStart(x);
          left = restartInterval - 1;
          first = y;
        }
        for (int i = 0; i < channels.length; i++) {
          int at = (y * width + x) * components + channels[i];
          int predicted =
              x == 0 && y == first
                  ? 1 << frame.precision() - transform - 1
                  : predict(y == first ? 1 : x == 0 ? 2 : predictor, at);
          cells[at] = predicted + difference(bits, huffman[i]) & 0xFFFF;
        }
      }
    }
    if (transform > 0) {
      for (int at = 0; at < cells.length; at++) {
        cells[at] = isOf(channels, at) ? cells[at] << transform & 0xFFFF : cells[at];
      }
    }
  }

  private boolean isOf(int[] channels, int at) {
    for (int channel : channels) {
      if (at % components == channel) {
        return true;
      }
    }
    return false;
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

  /** Section H.1.2.2: a category by Huffman code, then so many bits (section F.2.2.1, EXTEND). */
  private static int difference(EntropyBits bits, HuffmanTable huffman) {
    int category = huffman.decode(bits);
    if (category == 16) {
      return 32_768;
    }
    if (category > 16) {
      throw Segment.damaged("a JPEG difference of too many bits");
    }
    int value = bits.take(category);
    boolean negative = category > 0 && value < 1 << category - 1;
    return negative ? value - (1 << category) + 1 : value;
  }
}
