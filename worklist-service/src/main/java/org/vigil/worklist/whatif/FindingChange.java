package org.vigil.worklist.whatif;

import java.util.List;

/**
 * What would change for the studies in which readers confirmed a finding. Minutes; above 0 is
 * sooner.
 *
 * @param finding its name; {@code none} for studies without any
 * @param studies how many
 * @param meanGain mean over them
 * @param mostGained by one study
 * @param mostLost by one study, 0 or more
 * @param sooner studies that would have been read at least half a minute sooner
 * @param later the same, later
 */
public record FindingChange(
    String finding,
    int studies,
    double meanGain,
    double mostGained,
    double mostLost,
    int sooner,
    int later) {
  private static final double NOTICED = 0.5; // minutes

  static FindingChange of(String finding, List<Double> gains) {
    return new FindingChange(
        finding,
        gains.size(),
        gains.stream().mapToDouble(gain -> gain).average().orElseThrow(),
        Math.max(0, gains.stream().mapToDouble(gain -> gain).max().orElseThrow()),
        Math.max(0, -gains.stream().mapToDouble(gain -> gain).min().orElseThrow()),
        (int) gains.stream().filter(gain -> gain >= NOTICED).count(),
        (int) gains.stream().filter(gain -> gain <= -NOTICED).count());
  }
}
