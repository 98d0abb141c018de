package org.vigil.ingest.burnedin;

import java.util.ArrayList;
import java.util.List;

/**
 * Pixels that hang together by sides or corners, as the box around them.
 *
 * @param right exclusive
 * @param bottom exclusive
 * @param pixels how many there are in the box
 * @param brightness their mean
 */
record Mark(int left, int top, int right, int bottom, int pixels, double brightness) {

  int width() {
    return right - left;
  }

  int height() {
    return bottom - top;
  }

  /** Share of its box that it fills. */
  double fill() {
    return (double) pixels / (width() * height());
  }

  /** All marks of a mask, which is empty afterwards. */
  static List<Mark> all(boolean[] mask, Luminance picture) {
    List<Mark> marks = new ArrayList<>();
    int[] found = new int[mask.length];
    for (int i = 0; i < mask.length; i++) {
      if (mask[i]) {
        marks.add(take(mask, i, found, picture));
      }
    }
    return marks;
  }

  private static Mark take(boolean[] mask, int first, int[] found, Luminance picture) {
    int width = picture.width();
    int count = 0;
    found[count++] = first;
    mask[first] = false;
    int left = width;
    int right = 0;
    int top = picture.height();
    int bottom = 0;
    long brightness = 0;
    for (int done = 0; done < count; done++) {
      int x = found[done] % width;
      int y = found[done] / width;
      left = Math.min(left, x);
      right = Math.max(right, x + 1);
      top = Math.min(top, y);
      bottom = Math.max(bottom, y + 1);
      brightness += picture.values()[found[done]];
      for (int v = Math.max(0, y - 1); v <= Math.min(picture.height() - 1, y + 1); v++) {
        for (int u = Math.max(0, x - 1); u <= Math.min(width - 1, x + 1); u++) {
          if (mask[v * width + u]) {
            mask[v * width + u] = false;
            found[count++] = v * width + u;
          }
        }
      }
    }
    return new Mark(left, top, right, bottom, count, (double) brightness / count);
  }
}
