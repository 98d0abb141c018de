package org.vigil.models.method.fzlpr;

import java.util.Arrays;
import org.vigil.models.scoring.Probabilities;

/**
 * The answer for one radiograph.
 *
 * @param logits mean over the looks, one per finding
 * @param spread standard deviation over the looks, in logits; says how much the answer hangs on the
 *     framing
 */
public record FzlprFindings(double[] logits, double[] spread) {

  /**
   * @param values [look][finding], row-major
   */
  static FzlprFindings of(float[] values, int looks) {
    int findings = values.length / looks;
    double[] mean = new double[findings];
    double[] spread = new double[findings];
    for (int finding = 0; finding < findings; finding++) {
      double sum = 0;
      double squares = 0;
      for (int at = finding; at < values.length; at += findings) {
        sum += values[at];
      }
      mean[finding] = sum / looks;
      for (int at = finding; at < values.length; at += findings) {
        squares += Math.pow(values[at] - mean[finding], 2);
      }
      spread[finding] = Math.sqrt(squares / looks);
    }
    return new FzlprFindings(mean, spread);
  }

  /** Which findings are present: the loss ranks them above 0 (section 3.3). */
  public boolean[] present() {
    boolean[] present = new boolean[logits.length];
    for (int i = 0; i < present.length; i++) {
      present[i] = logits[i] > 0;
    }
    return present;
  }

  /** Sigmoids of the logits; a ranking, not calibrated. */
  public double[] scores() {
    return Probabilities.sigmoid(Arrays.copyOf(logits, logits.length));
  }
}
