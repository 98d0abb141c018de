package org.vigil.models.augmentation;

import java.util.Arrays;

/**
 * Changes of a draft's values in place, as Pillow's {@code ImageEnhance} and {@code ImageOps}
 * define them, on 0 to 1.
 */
final class Tones {
  private static final float[] LUMINANCE = {0.299f, 0.587f, 0.114f}; // ITU-R BT.601
  private static final int LEVELS = 256;

  private Tones() {}

  private static float clamped(float value) {
    return Math.clamp(value, 0f, 1f);
  }

  /** Towards black (0) or beyond (above 1). */
  static void brightness(Draft draft, double factor) {
    float[] pixels = draft.pixels();
    float gain = (float) factor;
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = clamped(pixels[i] * gain);
    }
  }

  /** Towards the mean luminance (0) or away from it (above 1). */
  static void contrast(Draft draft, double factor) {
    float[] pixels = draft.pixels();
    double sum = 0;
    float[] luminance = luminance(draft, pixels);
    for (float value : luminance) {
      sum += value;
    }
    float mean = (float) (sum / luminance.length);
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = clamped(mean + (float) factor * (pixels[i] - mean));
    }
  }

  /** Towards grey (0) or away from it (above 1); a grey picture stays. */
  static void saturation(Draft draft, double factor) {
    if (draft.channels() == 1) {
      return;
    }
    float[] pixels = draft.pixels();
    float[] luminance = luminance(draft, pixels);
    for (int i = 0; i < pixels.length; i++) {
      float grey = luminance[i % luminance.length];
      pixels[i] = clamped(grey + (float) factor * (pixels[i] - grey));
    }
  }

  private static float[] luminance(Draft draft, float[] pixels) {
    if (draft.channels() != LUMINANCE.length) {
      return pixels;
    }
    float[] luminance = new float[pixels.length / LUMINANCE.length];
    for (int i = 0; i < pixels.length; i++) {
      luminance[i % luminance.length] += LUMINANCE[i / luminance.length] * pixels[i];
    }
    return luminance;
  }

  /** Towards a 3 x 3 smoothed picture (0) or away from it (above 1); the edge stays. */
  static void sharpness(Draft draft, double factor) {
    float[] pixels = draft.pixels();
    float[] before = pixels.clone();
    int width = draft.width();
    int height = draft.height();
    for (int channel = 0; channel < draft.channels(); channel++) {
      for (int y = 1; y < height - 1; y++) {
        for (int x = 1; x < width - 1; x++) {
          int at = (channel * height + y) * width + x;
          float smooth = smooth(before, at, width);
          pixels[at] = clamped(smooth + (float) factor * (before[at] - smooth));
        }
      }
    }
  }

  private static float smooth(float[] values, int at, int width) {
    float sum = 4 * values[at]; // The middle weighs 5 of 13.
    for (int row = at - width; row <= at + width; row += width) {
      sum += values[row - 1] + values[row] + values[row + 1];
    }
    return sum / 13;
  }

  /** Inverts what is as bright as the threshold or brighter. */
  static void solarise(Draft draft, double threshold) {
    float[] pixels = draft.pixels();
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = pixels[i] >= threshold ? 1 - pixels[i] : pixels[i];
    }
  }

  /** Keeps the highest bits of 8. */
  static void posterise(Draft draft, int bits) {
    float[] pixels = draft.pixels();
    int mask = -(1 << (8 - bits));
    for (int i = 0; i < pixels.length; i++) {
      pixels[i] = (level(pixels[i]) & mask) / 255f;
    }
  }

  private static int level(float value) {
    return Math.round(255 * value);
  }

  /** Stretches each channel to 0 to 1. */
  static void autoContrast(Draft draft) {
    float[] pixels = draft.pixels();
    int area = pixels.length / draft.channels();
    for (int from = 0; from < pixels.length; from += area) {
      float low = 1;
      float high = 0;
      for (int i = from; i < from + area; i++) {
        low = Math.min(low, pixels[i]);
        high = Math.max(high, pixels[i]);
      }
      for (int i = from; i < from + area && high > low; i++) {
        pixels[i] = clamped((pixels[i] - low) / (high - low));
      }
    }
  }

  /** Flattens the histogram of each channel over 256 levels. */
  static void equalise(Draft draft) {
    float[] pixels = draft.pixels();
    int area = pixels.length / draft.channels();
    for (int from = 0; from < pixels.length; from += area) {
      int[] table = table(Arrays.copyOfRange(pixels, from, from + area));
      for (int i = from; i < from + area; i++) {
        pixels[i] = table[level(pixels[i])] / 255f;
      }
    }
  }

  private static int[] table(float[] plane) {
    int[] histogram = new int[LEVELS];
    for (float value : plane) {
      histogram[level(value)]++;
    }
    int last = LEVELS - 1;
    while (histogram[last] == 0) {
      last--;
    }
    int step = (plane.length - histogram[last]) / (LEVELS - 1);
    int[] table = new int[LEVELS];
    int sum = step / 2;
    for (int i = 0; i < LEVELS; i++) {
      table[i] = step == 0 ? i : Math.min(LEVELS - 1, sum / step);
      sum += histogram[i];
    }
    return table;
  }
}
