package org.vigil.ingest.quality;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.BitSet;
import java.util.List;
import java.util.stream.IntStream;

/** Pixels of a picture that hang together, each by one of its four sides. */
final class Region {
  private final int[] pixels; // By index, row-major.
  private final int width;
  private final int height;

  private Region(int[] pixels, int width, int height) {
    this.pixels = pixels;
    this.width = width;
    this.height = height;
  }

  /** All regions of a mask. */
  static List<Region> all(BitSet mask, int width, int height) {
    List<Region> regions = new ArrayList<>();
    BitSet left = (BitSet) mask.clone();
    int[] found = new int[width * height];
    for (int i = left.nextSetBit(0); i >= 0; i = left.nextSetBit(i)) {
      regions.add(new Region(take(left, i, found, width, height), width, height));
    }
    return regions;
  }

  private static int[] take(BitSet left, int first, int[] found, int width, int height) {
    int count = 0;
    found[count++] = first;
    left.clear(first);
    for (int done = 0; done < count; done++) {
      int at = found[done];
      int x = at % width;
      int[] neighbours = {
        x > 0 ? at - 1 : -1,
        x < width - 1 ? at + 1 : -1,
        at - width,
        at + width < width * height ? at + width : -1
      };
      for (int next : neighbours) {
        if (next >= 0 && left.get(next)) {
          left.clear(next);
          found[count++] = next;
        }
      }
    }
    return Arrays.copyOf(found, count);
  }

  int size() {
    return pixels.length;
  }

  IntStream pixels() {
    return Arrays.stream(pixels);
  }

  boolean touchesEdge() {
    return pixels()
        .anyMatch(
            i ->
                i < width || i >= width * (height - 1) || i % width == 0 || i % width == width - 1);
  }

  /** Whether any of it lies in the middle of the picture, of which this share is taken each way. */
  boolean reaches(double middle) {
    double marginX = width * (1 - middle) / 2;
    double marginY = height * (1 - middle) / 2;
    return pixels()
        .anyMatch(
            i ->
                i % width >= marginX
                    && i % width < width - marginX
                    && i / width >= marginY
                    && i / width < height - marginY);
  }
}
