package org.vigil.worklist.policy;

import java.util.Locale;
import org.vigil.worklist.study.FindingResult;

/** Says a score beside its limit as people read it: {@code Pneumonia 0.93 >= 0.81}. */
final class Comparison {
  private Comparison() {}

  static String say(FindingResult finding, double limit) {
    // Two decimals, unless rounding would hide which of the two is larger.
    String score = format("%.2f", finding.score());
    boolean alike = score.equals(format("%.2f", limit)) && finding.score() != limit;
    String form = alike ? "%.4f" : "%.2f";
    return finding.finding()
        + " "
        + format(form, finding.score())
        + (finding.score() >= limit ? " >= " : " < ")
        + format(form, limit);
  }

  private static String format(String form, double value) {
    return String.format(Locale.ROOT, form, value);
  }
}
