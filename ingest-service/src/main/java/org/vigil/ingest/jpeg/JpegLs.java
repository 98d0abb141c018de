package org.vigil.ingest.jpeg;

import java.util.Optional;
import org.vigil.ingest.refusal.RefusedException;

/**
 * JPEG-LS, lossless and near-lossless (ITU-T T.87; DICOM transfer syntaxes 1.2.840.10008.1.2.4.80
 * and .81). One use, one thread.
 */
public final class JpegLs extends JpegStream {
  private static final int LS_FRAME = 0xF7;
  private static final int LS_PARAMETERS = 0xF8;
  private static final int BY_LINE = 1;
  private static final int BY_SAMPLE = 2;

  private Optional<Segment> preset = Optional.empty();

  private JpegLs(byte[] data, int width, int height, int components) {
    super(data, width, height, components);
  }

  /**
   * The samples, interleaved, as unsigned numbers of the frame's precision.
   *
   * @throws RefusedException if the stream is damaged, of another size, or not JPEG-LS
   */
  public static int[] decode(byte[] stream, int width, int height, int components) {
    return new JpegLs(stream, width, height, components).samples();
  }

  @Override
  boolean isOwnFrame(int marker) {
    return marker == LS_FRAME;
  }

  @Override
  void begin(Frame parsed) {
    parsed.requireOneResolution();
  }

  /** Section C.2.4.1: coding parameters are read; mapping tables and large sizes are not. */
  @Override
  void read(Segment segment) {
    if (segment.marker() == LS_PARAMETERS) {
      if (segment.u8(0) != 1) {
        throw unsupported("mapping tables");
      }
      preset = Optional.of(segment);
    }
  }

  @Override
  int scan(Frame frame, ScanHeader header) {
    int interleave = header.second();
    if (restartInterval() > 0) {
      throw unsupported("restart intervals in JPEG-LS");
    }
    if (header.third() != 0 || header.parts().stream().anyMatch(part -> part.tables() != 0)) {
      throw unsupported("a point transform or a mapping table");
    }
    int count = header.parts().size();
    boolean known = interleave == 0 || interleave == BY_LINE || interleave == BY_SAMPLE;
    if (!known || count > 1 && interleave == 0) {
      throw Segment.damaged("a JPEG-LS scan of several components that are not interleaved");
    }
    int near = header.first();
    LsParameters parameters =
        preset
            .map(segment -> LsParameters.of(segment, near))
            .orElseGet(() -> LsParameters.standard((1 << frame.precision()) - 1, near));
    parameters.requireUsable(frame.precision());
    LsBits bits = new LsBits(data, header.end());
    LsScan scan = new LsScan(parameters, bits, width, count);
    lines(scan, header.channels(), interleave == BY_SAMPLE);
    return bits.position();
  }

  private void lines(LsScan scan, int[] channels, boolean bySample) {
    for (int y = 0; y < height; y++) {
      throwIfInterrupted();
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
