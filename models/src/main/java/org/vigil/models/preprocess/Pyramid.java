package org.vigil.models.preprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * The picture and its halvings, each the 2 x 2 means of the one before, as long as the smaller side
 * stays above a patch (multi-scale ViT, section 3.1). Odd last rows and columns are dropped.
 */
public final class Pyramid {
  private Pyramid() {}

  /**
   * @param patch side of the patches that will be cut, pixels
   * @return the picture first
   */
  public static List<Planes> of(Planes picture, int patch) {
    List<Planes> levels = new ArrayList<>(List.of(picture));
    Planes level = picture;
    while (Math.min(level.height(), level.width()) / 2 > patch) {
      level = half(level);
      levels.add(level);
    }
    return levels;
  }

  private static Planes half(Planes source) {
    int height = source.height() / 2;
    int width = source.width() / 2;
    double[] values = new double[source.channels() * height * width];
    int to = 0;
    for (int channel = 0; channel < source.channels(); channel++) {
      for (int y = 0; y < height; y++) {
        int from = (channel * source.height() + 2 * y) * source.width();
        for (int x = 0; x < width; x++) {
          values[to++] = mean(source.values(), from + 2 * x, source.width());
        }
      }
    }
    return new Planes(source.channels(), height, width, values);
  }

  private static double mean(double[] values, int at, int width) {
    double upper = values[at] + values[at + 1];
    double lower = values[at + width] + values[at + width + 1];
    return (upper + lower) / 4;
  }
}
