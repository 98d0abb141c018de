package org.vigil.retrieval.cases;

import java.util.Set;

/**
 * Whose cases somebody may see: those of their own site, and those of sites that share; never one
 * whose patient said no, and only with a yes where the rule asks for one (decision 0062).
 *
 * @param site of who asks
 * @param sharingSites whose cases every site may see
 * @param consent where a patient's yes is needed
 */
public record Visibility(String site, Set<String> sharingSites, ConsentRule consent) {

  /** Where a patient's yes is needed; a no counts everywhere. */
  public enum ConsentRule {
    /** For cases of another site. */
    ACROSS_SITES,
    /** For every case. */
    ALWAYS
  }

  /** Whether a site's cases may be seen at all. */
  public boolean includes(String other) {
    return site.equals(other) || sharingSites.contains(other);
  }

  /** Whether a case may be seen; look-ups decide the same in the index. */
  public boolean permits(StudyFacts facts) {
    boolean yesNeeded = consent == ConsentRule.ALWAYS || !site.equals(facts.site());
    return includes(facts.site()) && facts.reuse().orElse(!yesNeeded);
  }
}
