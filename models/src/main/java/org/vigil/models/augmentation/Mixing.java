package org.vigil.models.augmentation;

import java.util.random.RandomGenerator;
import org.vigil.models.seed.Seed;

/**
 * Mixes the pictures of a batch with each other, and their targets likewise; for losses that take
 * targets between 0 and 1. One share lambda ~ Beta(alpha, alpha) and one random pairing per batch.
 */
public sealed interface Mixing {

  /** Changes a batch in place. */
  void apply(PictureBatch batch, Seed seed);

  /** Leaves batches alone. */
  record None() implements Mixing {
    @Override
    public void apply(PictureBatch batch, Seed seed) {}
  }

  /**
   * lambda x + (1 - lambda) x' for every picture and its partner (Zhang et al. 2018, Eq. 1).
   *
   * @param alpha above 0, at most 4; 0.2 in the paper
   */
  record Mixup(double alpha) implements Mixing {
    public Mixup {
      requireAlpha(alpha);
    }

    @Override
    public void apply(PictureBatch batch, Seed seed) {
      float share = (float) beta(alpha, seed.at(0).generator());
      int[] partners = seed.at(1).permutation(batch.size());
      blend(batch.inputs(), batch.size(), partners, share);
      blend(batch.targets(), batch.size(), partners, share);
    }
  }

  /**
   * Pastes a window of the partner, of the share 1 - lambda of the area, into every picture (Yun et
   * al. 2019, section 3.1); targets mix by the area that is really covered.
   *
   * @param alpha above 0, at most 4; 1 in the paper
   */
  record CutMix(double alpha) implements Mixing {
    public CutMix {
      requireAlpha(alpha);
    }

    @Override
    public void apply(PictureBatch batch, Seed seed) {
      RandomGenerator random = seed.at(0).generator();
      double cut = Math.sqrt(1 - beta(alpha, random));
      Window window = Window.about(random, batch.height(), batch.width(), cut);
      int[] partners = seed.at(1).permutation(batch.size());
      window.paste(batch, partners);
      double covered = window.area() / (batch.height() * (double) batch.width());
      blend(batch.targets(), batch.size(), partners, (float) (1 - covered));
    }
  }

  /** Rows from top to before bottom, columns from left to before right. */
  record Window(int top, int bottom, int left, int right) {

    static Window about(RandomGenerator random, int height, int width, double share) {
      int y = random.nextInt(height);
      int x = random.nextInt(width);
      int down = (int) (height * share);
      int across = (int) (width * share);
      return new Window(
          Math.max(0, y - down / 2),
          Math.min(height, y - down / 2 + down),
          Math.max(0, x - across / 2),
          Math.min(width, x - across / 2 + across));
    }

    double area() {
      return (bottom - top) * (double) (right - left);
    }

    private void paste(PictureBatch batch, int[] partners) {
      float[] before = batch.inputs().clone();
      int planes = batch.channels();
      for (int i = 0; i < partners.length; i++) {
        for (int plane = 0; plane < planes; plane++) {
          for (int y = top; y < bottom; y++) {
            int from = ((partners[i] * planes + plane) * batch.height() + y) * batch.width() + left;
            int to = ((i * planes + plane) * batch.height() + y) * batch.width() + left;
            System.arraycopy(before, from, batch.inputs(), to, right - left);
          }
        }
      }
    }
  }

  private static void requireAlpha(double alpha) {
    if (!(alpha > 0 && alpha <= 4)) {
      throw new IllegalArgumentException("an alpha of " + alpha + "; needs 0 to 4");
    }
  }

  private static void blend(float[] values, int rows, int[] partners, float share) {
    float[] before = values.clone();
    int length = values.length / rows;
    for (int i = 0; i < values.length; i++) {
      float partner = before[partners[i / length] * length + i % length];
      values[i] = share * before[i] + (1 - share) * partner;
    }
  }

  /** A draw of Beta(alpha, alpha) (Johnk 1964); few rejections for small alpha. */
  private static double beta(double alpha, RandomGenerator random) {
    while (true) {
      double x = Math.pow(random.nextDouble(), 1 / alpha);
      double y = Math.pow(random.nextDouble(), 1 / alpha);
      if (x + y > 0 && x + y <= 1) {
        return x / (x + y);
      }
    }
  }
}
