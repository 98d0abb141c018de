package org.vigil.models.preprocess;

/**
 * A rectangle of a picture.
 *
 * @param x first column
 * @param y first row
 * @param width columns
 * @param height rows
 */
public record Area(int x, int y, int width, int height) {

  /**
   * The middle of a picture; where a margin is odd, the smaller half is left and above.
   *
   * @throws IllegalArgumentException if the picture is smaller than what is asked
   */
  public static Area centre(int pictureWidth, int pictureHeight, int width, int height) {
    Area area = new Area((pictureWidth - width) / 2, (pictureHeight - height) / 2, width, height);
    area.requireInside(pictureWidth, pictureHeight);
    return area;
  }

  /**
   * The largest middle part in the proportion {@code width : height}.
   *
   * @param width of the proportion
   * @param height of the proportion
   */
  public static Area centreInProportion(
      int pictureWidth, int pictureHeight, int width, int height) {
    double scale = Math.min((double) pictureWidth / width, (double) pictureHeight / height);
    int across = Math.clamp(Math.round(scale * width), 1, pictureWidth);
    int down = Math.clamp(Math.round(scale * height), 1, pictureHeight);
    return centre(pictureWidth, pictureHeight, across, down);
  }

  void requireInside(int pictureWidth, int pictureHeight) {
    boolean inside =
        x >= 0
            && y >= 0
            && width >= 1
            && height >= 1
            && width <= pictureWidth - x
            && height <= pictureHeight - y;
    if (!inside) {
      throw new IllegalArgumentException(
          this + " of a picture of " + pictureWidth + " x " + pictureHeight);
    }
  }
}
