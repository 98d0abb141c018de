package org.vigil.ingest.quality;

/**
 * Counts values in a thousand equal bins; what lies outside counts at the ends. Not thread-safe.
 */
final class Histogram {
  private static final int BINS = 1000;

  private final double from;
  private final double binWidth;
  private final int[] counts = new int[BINS];
  private int total;

  Histogram(double from, double to) {
    this.from = from;
    this.binWidth = (to - from) / BINS;
  }

  void add(double value) {
    counts[Math.clamp((long) ((value - from) / binWidth), 0, BINS - 1)]++;
    total++;
  }

  /** The value that a share of the others lies below, to half a bin; 0 if nothing was counted. */
  double quantile(double share) {
    if (total == 0) {
      return 0;
    }
    long wanted = (long) Math.ceil(share * total);
    long seen = 0;
    int bin = 0;
    while (bin < BINS - 1 && seen + counts[bin] < wanted) {
      seen += counts[bin++];
    }
    return centre(bin);
  }

  /**
   * The best cut into two classes: Otsu, "A threshold selection method from gray-level histograms",
   * IEEE Trans. Syst. Man Cybern. 9(1), 1979, equation 18.
   */
  Cut cut() {
    double sum = 0;
    for (int i = 0; i < BINS; i++) {
      sum += counts[i] * centre(i);
    }
    Cut best = new Cut(centre(BINS - 1), 0);
    double bestVariance = 0;
    double below = 0;
    long count = 0;
    for (int i = 0; i < BINS - 1; i++) {
      count += counts[i];
      below += counts[i] * centre(i);
      if (count > 0 && count < total) {
        double difference = (sum - below) / (total - count) - below / count;
        double variance = (double) count * (total - count) * difference * difference;
        if (variance > bestVariance) {
          bestVariance = variance;
          best = new Cut(from + (i + 1) * binWidth, difference);
        }
      }
    }
    return best;
  }

  private double centre(int bin) {
    return from + (bin + 0.5) * binWidth;
  }

  /**
   * A cut into two classes.
   *
   * @param at values from here on are the upper class
   * @param contrast difference of the classes' means
   */
  record Cut(double at, double contrast) {}
}
