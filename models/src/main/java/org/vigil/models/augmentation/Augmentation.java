package org.vigil.models.augmentation;

import java.util.List;
import java.util.random.RandomGenerator;
import org.vigil.models.preprocess.Bitmap8;
import org.vigil.models.preprocess.InputSpec;
import org.vigil.models.seed.Seed;

/**
 * Random views of one picture as network input. Thread-safe.
 *
 * @param steps in order
 * @param border what moved pictures show beyond their edge
 */
public record Augmentation(List<Step> steps, Border border) {

  /** Shows pictures as they are. */
  public static final Augmentation NONE = new Augmentation(List.of(), Border.BLACK);

  public Augmentation {
    steps = List.copyOf(steps);
  }

  /**
   * Writes a view of a picture at {@code out[offset...]}, [channel][row][column], normalised.
   *
   * @throws IllegalArgumentException if the view is not of the shape that the network wants
   */
  public void write(Bitmap8 picture, InputSpec spec, Seed seed, float[] out, int offset) {
    Draft draft = new Draft(picture, border);
    RandomGenerator random = seed.generator();
    steps.forEach(step -> step.apply(draft, random));
    requireShape(draft, spec);
    float[] pixels = draft.pixels();
    int area = pixels.length / spec.channels();
    for (int channel = 0; channel < spec.channels(); channel++) {
      float mean = spec.mean().get(channel).floatValue();
      float std = spec.std().get(channel).floatValue();
      for (int i = channel * area; i < (channel + 1) * area; i++) {
        out[offset + i] = (pixels[i] - mean) / std;
      }
    }
  }

  private static void requireShape(Draft draft, InputSpec spec) {
    if (draft.channels() != spec.channels()
        || draft.height() != spec.height()
        || draft.width() != spec.width()) {
      throw new IllegalArgumentException(
          "a view of [%d, %d, %d] for a network that wants [%d, %d, %d]"
              .formatted(
                  draft.channels(),
                  draft.height(),
                  draft.width(),
                  spec.channels(),
                  spec.height(),
                  spec.width()));
    }
  }
}
