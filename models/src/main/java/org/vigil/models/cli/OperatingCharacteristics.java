package org.vigil.models.cli;

import java.util.LinkedHashMap;
import java.util.Map;
import org.vigil.models.metric.Bootstrap;
import org.vigil.models.metric.Interval;

/**
 * How a finding's scores do at its threshold: present when score >= threshold.
 *
 * @param scores calibrated, one per case
 * @param present the truth, one per case
 */
record OperatingCharacteristics(double[] scores, boolean[] present, double threshold) {
  private static final Bootstrap BOOTSTRAP = new Bootstrap(1000, 20_240_601);

  /** Sensitivity and specificity by name, with intervals over cases. */
  Map<String, Interval> intervals(String finding) {
    Map<String, Interval> all = new LinkedHashMap<>();
    all.put("sensitivity." + finding, share(true));
    all.put("specificity." + finding, share(false));
    return all;
  }

  /** Share of the cases of one truth that the threshold gets right; NaN without such cases. */
  private Interval share(boolean truth) {
    return BOOTSTRAP.interval(
        scores.length,
        cases -> {
          int right = 0;
          int all = 0;
          for (int i : cases) {
            all += present[i] == truth ? 1 : 0;
            right += present[i] == truth && (scores[i] >= threshold) == truth ? 1 : 0;
          }
          return all == 0 ? Double.NaN : (double) right / all;
        });
  }
}
