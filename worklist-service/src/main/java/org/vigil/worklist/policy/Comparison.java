package org.vigil.worklist.policy;

import java.util.Locale;
import org.vigil.worklist.study.FindingResult;

/** Says a score beside its limit as people read it: {@code Pneumonia 0.93 >= 0.81}. */
final class Comparison {
  private static final int FEWEST = 2;
  private static final int MOST = 6;

  private Comparison() {}

  /** Decimals grow until rounding neither hides which is larger nor makes a score look certain. */
  static String say(FindingResult finding, double limit) {
    int decimals = FEWEST;
    while (decimals < MOST && misleads(finding.score(), limit, decimals)) {
      decimals += 2;
    }
    return finding.finding()
        + " "
        + format(finding.score(), decimals)
        + (finding.score() >= limit ? " >= " : " < ")
        + format(limit, decimals);
  }

  private static boolean misleads(double score, double limit, int decimals) {
    String said = format(score, decimals);
    double rounded = Double.parseDouble(said);
    boolean certain = (rounded == 0 || rounded == 1) && rounded != score;
    return certain || (score != limit && said.equals(format(limit, decimals)));
  }

  private static String format(double value, int decimals) {
    return String.format(Locale.ROOT, "%." + decimals + "f", value);
  }
}
