package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;

/**
 * Cuts a window of random area and proportion out and brings it to one size (Szegedy et al. 2015,
 * section 6; torchvision's {@code RandomResizedCrop}). Bilinear without smoothing: the picture
 * should be at most about twice as large as the result.
 *
 * @param height of the result, pixels
 * @param width of the result, pixels
 * @param leastArea share of the picture; 0.08 in the paper
 * @param maxAspect the window is between 1 / this and this times as wide as high; 4 / 3 in the
 *     paper
 */
public record ResizedCrop(int height, int width, double leastArea, double maxAspect)
    implements Step {
  private static final int ATTEMPTS = 10;

  public ResizedCrop {
    if (height < 1 || width < 1 || !(leastArea > 0 && leastArea <= 1) || !(maxAspect >= 1)) {
      throw new IllegalArgumentException(
          "a window of %d x %d from a share of %s at proportion %s"
              .formatted(height, width, leastArea, maxAspect));
    }
  }

  @Override
  public void apply(Draft draft, RandomGenerator random) {
    for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
      double area = (leastArea + (1 - leastArea) * random.nextDouble()) * area(draft);
      double aspect = Math.exp(Math.log(maxAspect) * (2 * random.nextDouble() - 1));
      int across = (int) Math.round(Math.sqrt(area * aspect));
      int down = (int) Math.round(Math.sqrt(area / aspect));
      if (across >= 1 && down >= 1 && across <= draft.width() && down <= draft.height()) {
        int left = random.nextInt(draft.width() - across + 1);
        int top = random.nextInt(draft.height() - down + 1);
        cut(draft, left, top, across, down);
        return;
      }
    }
    cut(draft, 0, 0, draft.width(), draft.height());
  }

  private static double area(Draft draft) {
    return (double) draft.height() * draft.width();
  }

  private void cut(Draft draft, int left, int top, int across, int down) {
    double right = (draft.width() - across) / 2.0 - left;
    double below = (draft.height() - down) / 2.0 - top;
    draft.move(Affine.shift(right, below));
    draft.move(Affine.zoom((double) width / across, (double) height / down));
    draft.frame(height, width);
  }
}
