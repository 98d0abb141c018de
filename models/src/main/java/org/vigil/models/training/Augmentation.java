package org.vigil.models.training;

import java.util.Random;
import org.vigil.models.dataset.LabelledImages;
import org.vigil.models.preprocess.InputSpec;

/**
 * Random views of small pictures: flips, shifts with repeated edges, and contrast.
 *
 * @param verticalFlip also upside down (skin has no up; a thorax has)
 * @param maxShift pixels in either direction
 * @param contrast up to this share more or less
 */
public record Augmentation(boolean verticalFlip, int maxShift, double contrast) {

  /** Writes a picture as network input at {@code out[offset...]}. */
  static void plain(LabelledImages data, int index, InputSpec spec, float[] out, int offset) {
    write(data, index, spec, View.IDENTITY, out, offset);
  }

  /** Writes a random view of a picture as network input at {@code out[offset...]}. */
  void random(
      LabelledImages data, int index, InputSpec spec, Random random, float[] out, int offset) {
    View view =
        new View(
            random.nextBoolean(),
            verticalFlip && random.nextBoolean(),
            random.nextInt(2 * maxShift + 1) - maxShift,
            random.nextInt(2 * maxShift + 1) - maxShift,
            (float) (1 + contrast * (2 * random.nextDouble() - 1)));
    write(data, index, spec, view, out, offset);
  }

  private static void write(
      LabelledImages data, int index, InputSpec spec, View view, float[] out, int offset) {
    int side = data.side();
    byte[] pixels = data.pixels()[index];
    int at = offset;
    for (int channel = 0; channel < data.channels(); channel++) {
      float mean = spec.mean().get(channel).floatValue();
      float std = spec.std().get(channel).floatValue();
      for (int y = 0; y < side; y++) {
        for (int x = 0; x < side; x++) {
          int source =
              (view.row(y, side) * side + view.column(x, side)) * data.channels() + channel;
          float value = (pixels[source] & 0xFF) / 255f;
          out[at++] = (value * view.gain - mean) / std;
        }
      }
    }
  }

  private record View(boolean mirror, boolean upsideDown, int right, int down, float gain) {
    static final View IDENTITY = new View(false, false, 0, 0, 1);

    int row(int y, int side) {
      int moved = Math.clamp(y - (long) down, 0, side - 1);
      return upsideDown ? side - 1 - moved : moved;
    }

    int column(int x, int side) {
      int moved = Math.clamp(x - (long) right, 0, side - 1);
      return mirror ? side - 1 - moved : moved;
    }
  }
}
