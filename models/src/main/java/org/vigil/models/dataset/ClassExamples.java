package org.vigil.models.dataset;

import org.vigil.models.preprocess.Bitmap8;

/**
 * Pictures of which each is of one class: targets are one-hot, or one value that is 1 for the
 * second of two classes.
 */
public final class ClassExamples implements Examples {
  private final LabelledImages images;
  private final float[][] targets; // [class][output]

  /**
   * @throws IllegalArgumentException naming the picture whose label is outside the classes
   */
  public ClassExamples(LabelledImages images, int classes) {
    this.images = images;
    this.targets = targets(classes);
    for (int i = 0; i < images.size(); i++) {
      int label = images.labels()[i];
      if (label < 0 || label >= classes) {
        throw new IllegalArgumentException(
            "picture %d has label %d of %d classes".formatted(i, label, classes));
      }
    }
  }

  private static float[][] targets(int classes) {
    if (classes < 2) {
      throw new IllegalArgumentException(classes + " classes");
    }
    if (classes == 2) {
      return new float[][] {{0}, {1}};
    }
    float[][] targets = new float[classes][classes];
    for (int c = 0; c < classes; c++) {
      targets[c][c] = 1;
    }
    return targets;
  }

  @Override
  public int size() {
    return images.size();
  }

  @Override
  public int outputs() {
    return targets[0].length;
  }

  @Override
  public Bitmap8 picture(int index) {
    return images.picture(index);
  }

  @Override
  public float[] target(int index) {
    return targets[images.labels()[index]];
  }
}
