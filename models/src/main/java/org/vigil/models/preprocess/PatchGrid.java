package org.vigil.models.preprocess;

import java.util.ArrayList;
import java.util.List;

/**
 * Which square patches a {@link Pyramid} over a picture of a given size has: level by level, row by
 * row; patches that would reach over the border are left out.
 *
 * @param height of the picture, pixels
 * @param width of the picture, pixels
 * @param patch side, pixels
 */
public record PatchGrid(int height, int width, int patch) {

  /**
   * One level of the pyramid.
   *
   * @param height pixels
   * @param width pixels
   * @param rows whole patches from top to bottom
   * @param columns whole patches from left to right
   */
  public record Level(int height, int width, int rows, int columns) {
    /** Whole patches. */
    public int patches() {
      return rows * columns;
    }
  }

  /** The levels, the picture itself first. */
  public List<Level> levels() {
    List<Level> levels = new ArrayList<>();
    int down = height;
    int across = width;
    do {
      levels.add(new Level(down, across, down / patch, across / patch));
      down /= 2;
      across /= 2;
    } while (Math.min(down, across) > patch);
    return levels;
  }

  /** Whole patches of all levels: 255 for 224 x 224. */
  public int patches() {
    return levels().stream().mapToInt(Level::patches).sum();
  }

  /** The position of every patch, in order. */
  public List<PatchPosition> positions() {
    List<PatchPosition> positions = new ArrayList<>(patches());
    double scale = 1;
    for (Level level : levels()) {
      for (int i = 0; i < level.patches(); i++) {
        double x = (i % level.columns() + 0.5) / level.columns();
        double y = (i / level.columns() + 0.5) / level.rows();
        positions.add(new PatchPosition(scale, x, y));
      }
      scale /= 2;
    }
    return positions;
  }
}
