package org.vigil.retrieval.lookup;

/**
 * Where a share lies with 95% confidence: Wilson's score interval (Wilson 1927, doi
 * 10.1080/01621459.1927.10502953), which is right for few cases, too.
 *
 * @param low 0 to 1
 * @param high 0 to 1
 */
public record WilsonInterval(double low, double high) {
  private static final double Z = 1.959964; // The normal distribution's 97.5% point.

  /**
   * @param of at least 1
   */
  static WilsonInterval of(int count, int of) {
    double share = (double) count / of;
    double z2 = Z * Z;
    double centre = (share + z2 / (2 * of)) / (1 + z2 / of);
    double half = Z / (1 + z2 / of) * Math.sqrt(share * (1 - share) / of + z2 / (4.0 * of * of));
    return new WilsonInterval(Math.max(0, centre - half), Math.min(1, centre + half));
  }
}
