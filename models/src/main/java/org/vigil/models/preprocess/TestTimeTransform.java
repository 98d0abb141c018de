package org.vigil.models.preprocess;

import java.util.List;

/**
 * A look at the same picture in another way; the outputs for several looks are averaged, and their
 * spread says how sure the model is.
 */
public enum TestTimeTransform {
  IDENTITY,
  /** Left and right change places. */
  HORIZONTAL,
  /** Top and bottom change places. */
  VERTICAL,
  /** Half a turn. */
  BOTH,
  CLOCKWISE_90,
  COUNTERCLOCKWISE_90,
  /** A tenth nearer, about the middle. */
  ZOOM_IN_1_1,
  /** A tenth farther, black around it. */
  ZOOM_OUT_0_9;

  /** DenseNet121 with FZLPR, section 4.3. */
  public static final List<TestTimeTransform> FZLPR =
      List.of(IDENTITY, HORIZONTAL, ZOOM_IN_1_1, ZOOM_OUT_0_9);

  /** FusionM4Net and AMMFM: identity and flips. */
  public static final List<TestTimeTransform> PAIRED =
      List.of(IDENTITY, VERTICAL, HORIZONTAL, BOTH);

  /** The same with quarter turns. */
  public static final List<TestTimeTransform> PAIRED6 =
      List.of(IDENTITY, VERTICAL, HORIZONTAL, BOTH, CLOCKWISE_90, COUNTERCLOCKWISE_90);

  /** JIF-MMFA: flips and rotations. */
  public static final List<TestTimeTransform> JIF =
      List.of(IDENTITY, HORIZONTAL, VERTICAL, CLOCKWISE_90, COUNTERCLOCKWISE_90);

  /** The picture in this look; quarter turns swap height and width. */
  public Planes apply(Planes picture) {
    int height = picture.height();
    int width = picture.width();
    return switch (this) {
      case IDENTITY -> picture;
      case HORIZONTAL -> rearranged(picture, height, width, (y, x) -> y * width + width - 1 - x);
      case VERTICAL -> rearranged(picture, height, width, (y, x) -> (height - 1 - y) * width + x);
      case BOTH ->
          rearranged(picture, height, width, (y, x) -> (height - 1 - y) * width + width - 1 - x);
      case CLOCKWISE_90 ->
          rearranged(picture, width, height, (y, x) -> (height - 1 - x) * width + y);
      case COUNTERCLOCKWISE_90 ->
          rearranged(picture, width, height, (y, x) -> x * width + width - 1 - y);
      case ZOOM_IN_1_1 -> new Zoom(1.1).apply(picture);
      case ZOOM_OUT_0_9 -> new Zoom(0.9).apply(picture);
    };
  }

  private static Planes rearranged(Planes picture, int height, int width, Source source) {
    int area = height * width;
    double[] values = new double[picture.values().length];
    int to = 0;
    for (int channel = 0; channel < picture.channels(); channel++) {
      for (int y = 0; y < height; y++) {
        for (int x = 0; x < width; x++) {
          values[to++] = picture.values()[channel * area + source.of(y, x)];
        }
      }
    }
    return new Planes(picture.channels(), height, width, values);
  }

  /** From a target pixel to the index of its source pixel in a plane. */
  private interface Source {
    int of(int y, int x);
  }
}
