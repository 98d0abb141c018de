package org.vigil.ingest.jpeg;

import java.util.ArrayList;
import java.util.List;
import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * A frame header (ITU-T T.81 section B.2.2).
 *
 * @param precision bits of a sample
 * @param components in order
 */
record Frame(int precision, int width, int height, List<Component> components) {
  private static final int MOST_SAMPLING = 4;

  /**
   * A component.
   *
   * @param across horizontal sampling factor, 1 to 4
   * @param down vertical sampling factor, 1 to 4
   * @param quantisation destination of its quantisation table
   */
  record Component(int id, int across, int down, int quantisation) {}

  /**
   * @throws RefusedException if the frame is not of the size that the caller admitted
   */
  static Frame parse(Segment segment, int width, int height, int components) {
    int precision = segment.u8(0);
    if (segment.u16(1) != height || segment.u16(3) != width || segment.u8(5) != components) {
      throw Segment.damaged("the JPEG picture and the data set state different sizes");
    }
    if (precision < 2 || precision > 16) {
      throw Segment.damaged("a JPEG precision of " + precision + " bits");
    }
    List<Component> parsed = new ArrayList<>();
    for (int i = 0; i < components; i++) {
      parsed.add(component(segment, 6 + 3 * i));
    }
    return new Frame(precision, width, height, parsed);
  }

  private static Component component(Segment segment, int at) {
    int across = segment.u8(at + 1) >>> 4;
    int down = segment.u8(at + 1) & 0xF;
    if (across < 1 || across > MOST_SAMPLING || down < 1 || down > MOST_SAMPLING) {
      throw Segment.damaged("a JPEG component with an impossible sampling factor");
    }
    return new Component(segment.u8(at), across, down, segment.u8(at + 2));
  }

  /**
   * @throws RefusedException if its components differ in resolution
   */
  void requireOneResolution() {
    if (components.stream().anyMatch(c -> c.across() != 1 || c.down() != 1)) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT, "JPEG components of several resolutions");
    }
  }

  /** Where the component with this identifier stands; -1 if there is none. */
  int channel(int id) {
    for (int i = 0; i < components.size(); i++) {
      if (components.get(i).id() == id) {
        return i;
      }
    }
    return -1;
  }

  /** Blocks of the largest component in a minimum coded unit, across. */
  int mostAcross() {
    return components.stream().mapToInt(Component::across).max().orElse(1);
  }

  /** Blocks of the largest component in a minimum coded unit, down. */
  int mostDown() {
    return components.stream().mapToInt(Component::down).max().orElse(1);
  }
}
