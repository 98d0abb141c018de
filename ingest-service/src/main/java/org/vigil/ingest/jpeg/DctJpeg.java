package org.vigil.ingest.jpeg;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.vigil.ingest.refusal.RefusedException;

/**
 * JPEG baseline and extended sequential with Huffman coding, 8 or 12 bits (ITU-T T.81 annex F,
 * processes 1, 2 and 4; DICOM transfer syntaxes 1.2.840.10008.1.2.4.50 and .51). Components are
 * brought to one resolution and are otherwise left as they are: what they mean is for the data set
 * to say, so application segments are passed over. One use, one thread.
 */
public final class DctJpeg extends JpegStream {
  private static final int BASELINE_FRAME = 0xC0;
  private static final int EXTENDED_FRAME = 0xC1;
  private static final int AC = 0x10;

  private final Map<Integer, HuffmanTable> huffman = new HashMap<>();
  private final Map<Integer, QuantisationTable> quantisation = new HashMap<>();
  private final List<Plane> planes = new ArrayList<>();

  private DctJpeg(byte[] data, int width, int height, int components) {
    super(data, width, height, components);
  }

  /**
   * The samples, interleaved, as unsigned numbers of the frame's precision.
   *
   * @throws RefusedException if the stream is damaged, of another size, or of another process
   */
  public static int[] decode(byte[] stream, int width, int height, int components) {
    return new DctJpeg(stream, width, height, components).samples();
  }

  @Override
  boolean isOwnFrame(int marker) {
    return marker == BASELINE_FRAME || marker == EXTENDED_FRAME;
  }

  @Override
  void begin(Frame parsed) {
    if (parsed.precision() != 8 && parsed.precision() != 12) {
      throw Segment.damaged("a sequential JPEG has 8 or 12 bits");
    }
    for (int channel = 0; channel < components; channel++) {
      planes.add(Plane.of(parsed, channel, cells));
    }
  }

  @Override
  void read(Segment segment) {
    switch (segment.marker()) {
      case HuffmanTable.MARKER -> HuffmanTable.read(segment, huffman);
      case QuantisationTable.MARKER -> QuantisationTable.read(segment, quantisation);
      default -> {} // Application data and comments.
    }
  }

  /** Section A.2: one component goes block by block, several go in minimum coded units. */
  @Override
  int scan(Frame frame, ScanHeader header) {
    boolean interleaved = header.parts().size() > 1;
    List<ComponentScan> scans =
        header.parts().stream().map(part -> component(frame, part, interleaved)).toList();
    EntropyBits bits = new EntropyBits(data, header.end());
    if (interleaved) {
      units(bits, scans, blocks(width, frame.mostAcross()), blocks(height, frame.mostDown()));
    } else {
      Plane plane = planes.get(header.parts().get(0).channel());
      units(bits, scans, blocks(plane.width(), 1), blocks(plane.height(), 1));
    }
    for (int channel : header.channels()) {
      planes.get(channel).spread(cells, channel, components);
    }
    return bits.position();
  }

  private ComponentScan component(Frame frame, ScanHeader.Part part, boolean interleaved) {
    Frame.Component component = frame.components().get(part.channel());
    return new ComponentScan(
        planes.get(part.channel()),
        HuffmanTable.of(huffman, part.dcTable()),
        HuffmanTable.of(huffman, AC | part.acTable()),
        QuantisationTable.of(quantisation, component.quantisation()),
        interleaved ? component.across() : 1,
        interleaved ? component.down() : 1);
  }

  /** How many units of so many blocks cover a length. */
  private static int blocks(int length, int blocks) {
    int unit = Plane.BLOCK * blocks;
    return (length + unit - 1) / unit;
  }

  private void units(EntropyBits bits, List<ComponentScan> scans, int across, int down) {
    int left = restartInterval();
    for (int y = 0; y < down; y++) {
      throwIfInterrupted();
      for (int x = 0; x < across; x++) {
        if (restartInterval() > 0 && left-- == 0) {
          bits.restart();
          scans.forEach(ComponentScan::restart);
          left = restartInterval() - 1;
        }
        for (ComponentScan scan : scans) {
          scan.unit(bits, x, y);
        }
      }
    }
  }
}
