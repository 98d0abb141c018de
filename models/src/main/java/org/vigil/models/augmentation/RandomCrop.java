package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Cuts a window out anywhere (FZLPR, section 4.1: 224 out of 256).
 *
 * @param height pixels
 * @param width pixels
 */
public record RandomCrop(int height, int width) implements Step {
  public RandomCrop {
    if (height < 1 || width < 1) {
      throw new IllegalArgumentException("a window of " + height + " x " + width);
    }
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    int freeDown = draft.height() - height;
    int freeAcross = draft.width() - width;
    if (freeDown < 0 || freeAcross < 0) {
      throw new IllegalArgumentException(
          "a window of %d x %d in a picture of %d x %d"
              .formatted(height, width, draft.height(), draft.width()));
    }
    double right = freeAcross / 2.0 - random.nextInt(freeAcross + 1);
    double down = freeDown / 2.0 - random.nextInt(freeDown + 1);
    draft.move(Affine.shift(right, down));
    draft.frame(height, width);
  }
}
