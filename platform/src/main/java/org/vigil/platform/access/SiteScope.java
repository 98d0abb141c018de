package org.vigil.platform.access;

import java.util.Collection;
import java.util.Set;

/** The sites whose studies somebody may see and send. */
public sealed interface SiteScope {

  /** Every site, whatever it is called. */
  record Every() implements SiteScope {
    @Override
    public boolean includes(String site) {
      return true;
    }
  }

  /** These sites and no other; none where the set is empty. */
  record Only(Set<String> sites) implements SiteScope {
    public Only {
      sites = Set.copyOf(sites);
    }

    @Override
    public boolean includes(String site) {
      return sites.contains(site);
    }
  }

  /** The word in a token that means every site. */
  String WILDCARD = "*";

  boolean includes(String site);

  /** The scope that a token's site claim gives. */
  static SiteScope of(Collection<String> claimed) {
    return claimed.contains(WILDCARD) ? new Every() : new Only(Set.copyOf(claimed));
  }
}
