package org.vigil.ingest.jpeg;

import java.util.BitSet;
import java.util.Optional;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Walks through a stream of the JPEG family marker by marker (ITU-T T.81 annex B) until every
 * component has been scanned; what a scan is coded in, its process knows. One use, one thread; a
 * thread that is interrupted gives up at the next row.
 */
abstract sealed class JpegStream permits DctJpeg, JpegLs, LosslessJpeg {
  private static final int FIRST_FRAME = 0xC0;
  private static final int LAST_FRAME = 0xCF;
  private static final int HUFFMAN_TABLES = 0xC4;
  private static final int RESERVED_FRAME = 0xC8;
  private static final int ARITHMETIC_CONDITIONS = 0xCC;
  private static final int LS_FRAME = 0xF7;
  private static final int RESTART_INTERVAL = 0xDD;

  final byte[] data;
  final int width;
  final int height;
  final int components;

  /** Samples, [pixel][component]. */
  final int[] cells;

  private final BitSet scanned = new BitSet();
  private Optional<Frame> frame = Optional.empty();
  private int restartInterval;

  JpegStream(byte[] data, int width, int height, int components) {
    this.data = data;
    this.width = width;
    this.height = height;
    this.components = components;
    this.cells = new int[width * height * components];
  }

  /** Whether a frame header begins a frame of this process. */
  abstract boolean isOwnFrame(int marker);

  /** Looks at a frame header before anything else of the frame is read. */
  abstract void begin(Frame parsed);

  /** Reads a segment of tables or parameters, or passes over one that says nothing of samples. */
  abstract void read(Segment segment);

  /** Decodes a scan and returns where it ends. */
  abstract int scan(Frame known, ScanHeader header);

  /** The samples, interleaved, as unsigned numbers of the frame's precision. */
  final int[] samples() {
    int at = 0;
    while (scanned.cardinality() < components) {
      Segment segment = Segment.next(data, at);
      at = segment.to();
      switch (segment.marker()) {
        case Segment.START_OF_SCAN -> at = scan(segment);
        case Segment.END_OF_IMAGE -> throw Segment.damaged("the JPEG picture has too few scans");
        case RESTART_INTERVAL -> restartInterval = segment.u16(0);
        default -> tablesOrFrame(segment);
      }
    }
    return cells;
  }

  private void tablesOrFrame(Segment segment) {
    if (!isFrame(segment.marker())) {
      read(segment);
    } else if (!isOwnFrame(segment.marker())) {
      throw unsupported("another process than its transfer syntax says");
    } else if (frame.isPresent()) {
      throw Segment.damaged("a JPEG picture with two frames");
    } else {
      Frame parsed = Frame.parse(segment, width, height, components);
      begin(parsed);
      frame = Optional.of(parsed);
    }
  }

  static boolean isFrame(int marker) {
    boolean other =
        marker == HUFFMAN_TABLES || marker == RESERVED_FRAME || marker == ARITHMETIC_CONDITIONS;
    return marker >= FIRST_FRAME && marker <= LAST_FRAME && !other || marker == LS_FRAME;
  }

  private int scan(Segment segment) {
    Frame known = frame.orElseThrow(() -> Segment.damaged("a JPEG scan without a frame"));
    ScanHeader header = ScanHeader.parse(segment, known);
    for (int channel : header.channels()) {
      if (scanned.get(channel)) {
        throw Segment.damaged("a JPEG component is scanned twice");
      }
      scanned.set(channel);
    }
    return scan(known, header);
  }

  final int restartInterval() {
    return restartInterval;
  }

  /** To be called once in a while: a decoder whose time is up ends here. */
  static void throwIfInterrupted() {
    if (Thread.currentThread().isInterrupted()) {
      throw new RefusedException(RejectionReason.DECODE_TIMEOUT, "decoding was given up");
    }
  }

  static RefusedException unsupported(String what) {
    return new RefusedException(
        RejectionReason.UNSUPPORTED_FORMAT, "JPEG with " + what + " is not read");
  }
}
