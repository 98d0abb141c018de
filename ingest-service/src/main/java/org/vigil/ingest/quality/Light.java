package org.vigil.ingest.quality;

/** What the light did to a picture: too little of it, reflections, the wrong colour. */
final class Light {
  private static final double BRIGHTEST = 0.05;
  private static final float REFLECTION_LIGHTNESS = 85;
  private static final float REFLECTION_CONTRAST = 15;
  private static final float REFLECTION_CHROMA = 25;
  private static final int SURROUNDINGS = 80; // Pixels to each side, of 512.
  private static final double CENTRE = 0.6;

  // Where the middle of a*, b* of real skin photographs lies (docs/phone.md).
  private static final double LEAST_A = 2;
  private static final double MOST_A = 32;
  private static final double LEAST_B = -2;
  private static final double MOST_B = 36;

  private Light() {}

  /**
   * The lightness that a twentieth of the picture exceeds. The bright end is taken, not the middle,
   * because dark skin in good light has highlights and light skin in the dark has none.
   */
  static double exposure(WorkingPicture picture) {
    Histogram lightness = new Histogram(0, 100);
    for (float value : picture.lightness()) {
      lightness.add(value);
    }
    return lightness.quantile(1 - BRIGHTEST);
  }

  /** Share of pixels that are bright, colourless and much brighter than what is around them. */
  static double glare(WorkingPicture picture) {
    BoxMean around = new BoxMean(picture.lightness(), picture.width(), picture.height());
    int reflecting = 0;
    for (int y = 0, i = 0; y < picture.height(); y++) {
      for (int x = 0; x < picture.width(); x++, i++) {
        float lightness = picture.lightness()[i];
        if (lightness >= REFLECTION_LIGHTNESS
            && Math.hypot(picture.a()[i], picture.b()[i]) <= REFLECTION_CHROMA
            && lightness - around.at(x, y, SURROUNDINGS) >= REFLECTION_CONTRAST) {
          reflecting++;
        }
      }
    }
    return (double) reflecting / picture.size();
  }

  /** How far the middle colour of the picture's centre lies outside of what skin has. */
  static double colourCast(WorkingPicture picture) {
    Histogram a = new Histogram(-128, 128);
    Histogram b = new Histogram(-128, 128);
    int left = (int) (picture.width() * (1 - CENTRE) / 2);
    int top = (int) (picture.height() * (1 - CENTRE) / 2);
    for (int y = top; y < picture.height() - top; y++) {
      for (int x = left; x < picture.width() - left; x++) {
        a.add(picture.a()[y * picture.width() + x]);
        b.add(picture.b()[y * picture.width() + x]);
      }
    }
    return Math.hypot(
        outside(a.quantile(0.5), LEAST_A, MOST_A), outside(b.quantile(0.5), LEAST_B, MOST_B));
  }

  private static double outside(double value, double least, double most) {
    return Math.max(0, Math.max(least - value, value - most));
  }
}
