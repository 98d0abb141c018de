package org.vigil.worklist.policy;

import org.vigil.worklist.study.Urgency;

/**
 * One line of the policy: a finding whose score reaches its limit makes the study this urgent.
 *
 * @param finding name as bundles report it
 * @param urgency stat, urgent or routine
 * @param limit from which score on
 */
public record FindingRule(String finding, Urgency urgency, Limit limit) {
  public FindingRule {
    if (urgency == Urgency.UNASSESSED) {
      throw new IllegalArgumentException(
          "a finding cannot make a study unassessed; that is for studies without scores");
    }
  }
}
