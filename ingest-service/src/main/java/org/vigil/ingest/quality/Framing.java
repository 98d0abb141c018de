package org.vigil.ingest.quality;

import java.util.Arrays;
import java.util.BitSet;

/**
 * What the picture was pointed at: how much of it is skin, and how large a region that is darker or
 * redder than the skin stands out from it. It is a check of framing, not a diagnosis: a region may
 * be a nail, and a pale lesion may not stand out.
 *
 * @param skin share of the picture within the dermatoscope's field, 0 to 1
 * @param lesion share of the same that the region has, 0 where nothing stands out
 */
record Framing(double skin, double lesion) {
  private static final float BLACK = 12; // L* of a dermatoscope's surround.
  private static final int SMOOTHING = 3; // Pixels to each side, of 512: hairs and pores go.
  private static final double LEAST_CONTRAST = 8; // Difference of L* and a* together.
  private static final double CENTRE = 0.6;

  static Framing of(WorkingPicture picture) {
    BitSet surround = surround(picture);
    int field = picture.size() - surround.cardinality();
    if (field == 0) {
      return new Framing(0, 0);
    }
    return new Framing((double) skin(picture, surround) / field, lesion(picture, surround, field));
  }

  /** The black that is connected with the picture's edge. */
  private static BitSet surround(WorkingPicture picture) {
    BitSet black = new BitSet(picture.size());
    for (int i = 0; i < picture.size(); i++) {
      black.set(i, picture.lightness()[i] < BLACK);
    }
    BitSet surround = new BitSet(picture.size());
    for (Region region : Region.all(black, picture.width(), picture.height())) {
      if (region.touchesEdge()) {
        region.pixels().forEach(surround::set);
      }
    }
    return surround;
  }

  private static int skin(WorkingPicture picture, BitSet surround) {
    int count = 0;
    for (int i = 0; i < picture.size(); i++) {
      count += picture.skin()[i] && !surround.get(i) ? 1 : 0;
    }
    return count;
  }

  private static double lesion(WorkingPicture picture, BitSet surround, int field) {
    float[] standsOut = difference(picture, surround);
    Histogram differences = new Histogram(0, 100);
    for (int i = 0; i < picture.size(); i++) {
      if (!surround.get(i)) {
        differences.add(standsOut[i]);
      }
    }
    Histogram.Cut cut = differences.cut();
    if (cut.contrast() < LEAST_CONTRAST) {
      return 0;
    }
    BitSet upper = new BitSet(picture.size());
    for (int i = 0; i < picture.size(); i++) {
      upper.set(i, !surround.get(i) && standsOut[i] >= cut.at());
    }
    return (double) largestInTheMiddle(upper, picture) / field;
  }

  private static int largestInTheMiddle(BitSet upper, WorkingPicture picture) {
    return Region.all(upper, picture.width(), picture.height()).stream()
        .filter(region -> region.reaches(CENTRE))
        .mapToInt(Region::size)
        .max()
        .orElse(0);
  }

  /** How much darker and redder than the skin each smoothed pixel is; not negative. */
  private static float[] difference(WorkingPicture picture, BitSet surround) {
    float[] lightness = smooth(picture.lightness(), picture);
    float[] a = smooth(picture.a(), picture);
    float skinLightness = upperQuartile(lightness, surround);
    float skinRedness = medianWhereLight(a, lightness, skinLightness, surround);
    float[] difference = new float[picture.size()];
    for (int i = 0; i < difference.length; i++) {
      difference[i] = Math.max(0, skinLightness - lightness[i]) + Math.max(0, a[i] - skinRedness);
    }
    return difference;
  }

  private static float[] smooth(float[] values, WorkingPicture picture) {
    BoxMean mean = new BoxMean(values, picture.width(), picture.height());
    float[] smooth = new float[values.length];
    for (int y = 0, i = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++, i++) {
        smooth[i] = (float) mean.at(x, y, SMOOTHING);
      }
    }
    return smooth;
  }

  private static float upperQuartile(float[] values, BitSet without) {
    Histogram histogram = new Histogram(0, 100);
    for (int i = 0; i < values.length; i++) {
      if (!without.get(i)) {
        histogram.add(values[i]);
      }
    }
    return (float) histogram.quantile(0.75);
  }

  private static float medianWhereLight(
      float[] values, float[] lightness, float skinLightness, BitSet without) {
    float[] light = new float[values.length];
    int count = 0;
    for (int i = 0; i < values.length; i++) {
      if (!without.get(i) && lightness[i] >= skinLightness) {
        light[count++] = values[i];
      }
    }
    Arrays.sort(light, 0, count);
    return count == 0 ? 0 : light[count / 2];
  }
}
