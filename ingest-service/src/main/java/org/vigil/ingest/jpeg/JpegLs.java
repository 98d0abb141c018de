package org.vigil.ingest.jpeg;

import java.util.Optional;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * JPEG-LS, lossless and near-lossless (ITU-T T.87; DICOM transfer syntaxes 1.2.840.10008.1.2.4.80
 * and .81). One use, one thread.
 */
public final class JpegLs {
  private static final int LS_FRAME = 0xF7;
  private static final int LS_PARAMETERS = 0xF8;
  private static final int RESTART_INTERVAL = 0xDD;
  private static final int BY_LINE = 1;
  private static final int BY_SAMPLE = 2;

  private final byte[] data;
  private final int width;
  private final int height;
  private final int components;
  private final int[] cells;
  private Optional<Frame> frame = Optional.empty();
  private Optional<Segment> preset = Optional.empty();
  private int scanned;

  private JpegLs(byte[] data, int width, int height, int components) {
    this.data = data;
    this.width = width;
    this.height = height;
    this.components = components;
    this.cells = new int[width * height * components];
  }

  /**
   * The samples, interleaved, as unsigned numbers of the frame's precision.
   *
   * @throws RefusedException if the stream is damaged, of another size, or not JPEG-LS
   */
  public static int[] decode(byte[] stream, int width, int height, int components) {
    return new JpegLs(stream, width, height, components).decode();
  }

  private int[] decode() {
    int at = 0;
    while (scanned < components) {
      Segment segment = Segment.next(data, at);
      at = segment.to();
      switch (segment.marker()) {
        case LS_FRAME -> frame = Optional.of(Frame.parse(segment, width, height, components));
        case LS_PARAMETERS -> parameters(segment);
        case RESTART_INTERVAL -> throw unsupported("restart intervals");
        case Segment.START_OF_SCAN -> at = scan(segment);
        case Segment.END_OF_IMAGE -> throw Segment.damaged("the JPEG-LS picture has too few scans");
        default -> {
          if (segment.marker() >= 0xC0 && segment.marker() <= 0xCF) {
            throw unsupported("another JPEG process");
          }
        }
      }
    }
    return cells;
  }

  /** Section C.2.4.1: coding parameters are read; mapping tables and large sizes are not. */
  private void parameters(Segment segment) {
    if (segment.u8(0) != 1) {
      throw unsupported("mapping tables");
    }
    preset = Optional.of(segment);
  }

  private static RefusedException unsupported(String what) {
    return new RefusedException(
        RejectionReason.UNSUPPORTED_FORMAT, "JPEG-LS with " + what + " is not read");
  }

  /** Decodes a scan and returns where it ends. */
  private int scan(Segment header) {
    Frame known = frame.orElseThrow(() -> Segment.damaged("a JPEG-LS scan without a frame"));
    int count = header.u8(0);
    if (count < 1 || scanned + count > components) {
      throw Segment.damaged("a JPEG-LS scan of too many components");
    }
    int[] channels = new int[count];
    for (int i = 0; i < count; i++) {
      channels[i] = known.components().indexOf(header.u8(1 + 2 * i));
      if (channels[i] < 0 || header.u8(2 + 2 * i) != 0) {
        throw Segment.damaged("a JPEG-LS scan names what is not there");
      }
    }
    int near = header.u8(1 + 2 * count);
    int interleave = header.u8(2 + 2 * count);
    if (header.u8(3 + 2 * count) != 0 || interleave > BY_SAMPLE) {
      throw unsupported("a point transform");
    }
    if (count > 1 && interleave != BY_LINE && interleave != BY_SAMPLE) {
      throw Segment.damaged("a JPEG-LS scan of several components that are not interleaved");
    }
    LsParameters parameters =
        preset
            .map(segment -> LsParameters.of(segment, near))
            .orElseGet(() -> LsParameters.standard((1 << known.precision()) - 1, near));
    parameters.requireUsable(known.precision());
    LsBits bits = new LsBits(data, header.to());
    lines(new LsScan(parameters, bits, width, count), channels, interleave == BY_SAMPLE);
    scanned += count;
    return bits.position();
  }

  private void lines(LsScan scan, int[] channels, boolean bySample) {
    for (int y = 0; y < height; y++) {
      if (bySample && channels.length > 1) {
        scan.nextLineOfSamples();
      } else {
        scan.nextLines();
      }
      for (int i = 0; i < channels.length; i++) {
        for (int x = 0; x < width; x++) {
          cells[(y * width + x) * components + channels[i]] = scan.sample(i, x);
        }
      }
    }
  }
}
