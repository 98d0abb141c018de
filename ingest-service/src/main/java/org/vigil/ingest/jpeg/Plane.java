package org.vigil.ingest.jpeg;

import org.vigil.ingest.refusal.RefusedException;
import org.vigil.schemas.reason.RejectionReason;

/**
 * Samples of one component in its own resolution (ITU-T T.81 section A.1.1). Those of full
 * resolution go straight into the picture; the others are spread over it when their scan is over.
 * One picture, one thread.
 */
final class Plane {
  static final int BLOCK = 8;

  private final int[] samples;
  private final int first;
  private final int step;
  private final int width;
  private final int height;
  private final int stretchAcross;
  private final int stretchDown;
  private final Frame frame;
  private final int middle;
  private final int most;

  private Plane(
      Frame frame, int stretchAcross, int stretchDown, int[] samples, int first, int step) {
    this.frame = frame;
    this.stretchAcross = stretchAcross;
    this.stretchDown = stretchDown;
    this.width = (frame.width() + stretchAcross - 1) / stretchAcross;
    this.height = (frame.height() + stretchDown - 1) / stretchDown;
    this.samples = samples.length > 0 ? samples : new int[width * height];
    this.first = first;
    this.step = step;
    this.middle = 1 << frame.precision() - 1;
    this.most = (1 << frame.precision()) - 1;
  }

  /**
   * @param cells the picture's samples, [pixel][component]
   * @throws RefusedException if its resolution is no whole part of the picture's
   */
  static Plane of(Frame frame, int channel, int[] cells) {
    Frame.Component component = frame.components().get(channel);
    int across = frame.mostAcross();
    int down = frame.mostDown();
    if (across % component.across() != 0 || down % component.down() != 0) {
      throw new RefusedException(
          RejectionReason.UNSUPPORTED_FORMAT, "JPEG components of resolutions in odd proportions");
    }
    int stretchAcross = across / component.across();
    int stretchDown = down / component.down();
    return stretchAcross == 1 && stretchDown == 1
        ? new Plane(frame, 1, 1, cells, channel, frame.components().size())
        : new Plane(frame, stretchAcross, stretchDown, new int[0], 0, 1);
  }

  int width() {
    return width;
  }

  int height() {
    return height;
  }

  /** Takes a block of samples around zero; what lies outside the picture is padding. */
  void put(float[] block, int column, int row) {
    int right = Math.min(BLOCK, width - column * BLOCK);
    int bottom = Math.min(BLOCK, height - row * BLOCK);
    for (int y = 0; y < bottom; y++) {
      int at = first + ((row * BLOCK + y) * width + column * BLOCK) * step;
      for (int x = 0; x < right; x++, at += step) {
        int value = (int) Math.floor(block[y * BLOCK + x] + 0.5f) + middle;
        samples[at] = Math.clamp(value, 0, most);
      }
    }
  }

  /** Brings a component of less resolution to that of the picture. */
  void spread(int[] cells, int channel, int components) {
    if (stretchAcross == 1 && stretchDown == 1) {
      return;
    }
    int at = channel;
    for (int y = 0; y < frame.height(); y++) {
      for (int x = 0; x < frame.width(); x++, at += components) {
        cells[at] = sample(x, y);
      }
    }
  }

  /**
   * Linear between the centres of the samples where the resolution is halved across, as the
   * Independent JPEG Group's decoder has it with its alternating rounding; else the nearest.
   */
  private int sample(int x, int y) {
    int column = x / stretchAcross;
    int row = y / stretchDown;
    if (stretchAcross != 2 || stretchDown > 2) {
      return samples[row * width + column];
    }
    boolean right = (x & 1) == 1;
    int beside = Math.clamp(right ? column + 1 : column - 1, 0, width - 1);
    if (stretchDown == 1) {
      int at = row * width;
      return 3 * samples[at + column] + samples[at + beside] + (right ? 2 : 1) >> 2;
    }
    int other = Math.clamp((y & 1) == 1 ? row + 1 : row - 1, 0, height - 1);
    int near = 3 * samples[row * width + column] + samples[other * width + column];
    int far = 3 * samples[row * width + beside] + samples[other * width + beside];
    return 3 * near + far + (right ? 7 : 8) >> 4;
  }
}
