package org.vigil.training.feedback;

import java.util.Map;
import java.util.TreeMap;
import org.vigil.schemas.event.FindingScore;
import org.vigil.schemas.event.Scored;

/**
 * What a bundle said of a case.
 *
 * @param slot of the bundle
 * @param version of the bundle
 * @param digest of the bundle
 * @param findings by name
 */
public record ModelWord(String slot, String version, String digest, Map<String, Answer> findings) {

  /**
   * @param score 0 to 1
   * @param threshold the operating point in force
   */
  public record Answer(double score, double threshold) {
    public boolean present() {
      return score >= threshold;
    }
  }

  static ModelWord of(Scored scored) {
    Map<String, Answer> findings = new TreeMap<>();
    for (FindingScore finding : scored.getFindings()) {
      findings.put(finding.getFinding(), new Answer(finding.getScore(), finding.getThreshold()));
    }
    return new ModelWord(
        scored.getBundle().getSlot(),
        scored.getBundle().getVersion(),
        scored.getBundle().getDigest(),
        findings);
  }
}
