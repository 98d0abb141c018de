package org.vigil.models.augmentation;

import org.vigil.models.preprocess.InputSpec;

/**
 * Pictures and targets of one training step.
 *
 * @param inputs [picture][channel][row][column], normalised; not copied
 * @param targets [picture][output]; not copied
 * @param size pictures
 * @param channels of the input
 * @param height pixels
 * @param width pixels
 */
public record PictureBatch(
    float[] inputs, float[] targets, int size, int channels, int height, int width) {

  static PictureBatch empty(int size, int outputs, InputSpec spec) {
    return new PictureBatch(
        new float[size * spec.length()],
        new float[size * outputs],
        size,
        spec.channels(),
        spec.height(),
        spec.width());
  }

  /** Values of one picture's target. */
  public int outputs() {
    return targets.length / size;
  }
}
