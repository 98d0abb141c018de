package org.vigil.training.live;

import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import org.vigil.training.feedback.FindingLabel;
import org.vigil.training.feedback.LabelledCase;
import org.vigil.training.feedback.ModelWord;

/**
 * How often readers agree with a bundle: of the findings that both speak of, the share on which the
 * thresholded score and the readers' majority say the same.
 *
 * @param cases looked at
 * @param answers findings of them that both speak of
 * @param agreed how many of these agree
 */
public record LiveAgreement(int cases, int answers, int agreed) {
  private static final double Z95 = 1.959963984540054;

  /**
   * @param digest of the bundle
   * @param window the latest cases to look at
   */
  public static LiveAgreement of(Collection<LabelledCase> pool, String digest, int window) {
    List<LabelledCase> latest =
        pool.stream()
            .filter(c -> c.shown().filter(word -> word.digest().equals(digest)).isPresent())
            .sorted(
                Comparator.comparing((LabelledCase c) -> c.lastVerdict().orElse(Instant.MIN))
                    .reversed())
            .limit(window)
            .toList();
    int answers = 0;
    int agreed = 0;
    for (LabelledCase labelled : latest) {
      ModelWord word = labelled.shown().orElseThrow();
      for (Map.Entry<String, FindingLabel> label : labelled.labels().entrySet()) {
        ModelWord.Answer answer = word.findings().get(label.getKey());
        if (answer != null && label.getValue().decided()) {
          answers++;
          agreed += answer.present() == label.getValue().majority() ? 1 : 0;
        }
      }
    }
    return new LiveAgreement(latest.size(), answers, agreed);
  }

  /** 0 to 1; 1 where nothing was asked. */
  public double share() {
    return answers == 0 ? 1 : (double) agreed / answers;
  }

  /** Upper end of the share's 95% interval (Wilson 1927, score interval). */
  public double high() {
    if (answers == 0) {
      return 1;
    }
    double z2 = Z95 * Z95;
    double n = answers;
    double p = share();
    double centre = p + z2 / (2 * n);
    double half = Z95 * Math.sqrt(p * (1 - p) / n + z2 / (4 * n * n));
    return (centre + half) / (1 + z2 / n);
  }

  /** Whether even the best that chance allows is too little. */
  public boolean isBelow(double least, int minimumCases) {
    return cases >= minimumCases && high() < least;
  }
}
