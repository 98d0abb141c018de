package org.vigil.ingest.burnedin;

import java.util.Set;
import org.vigil.ingest.normalise.Picture;
import org.vigil.schemas.id.SiteId;

/**
 * Whether pictures are searched for text. What is suspected is taken and scored like any other, but
 * may not serve others: it comes into no training set and beside no other site's case.
 *
 * @param enabled whether anything is searched
 * @param trusted sites whose burned-in words are known to name nobody
 */
public record BurnedInPolicy(boolean enabled, Set<SiteId> trusted) {
  /** Nothing is searched. */
  public static final BurnedInPolicy OFF = new BurnedInPolicy(false, Set.of());

  public BurnedInPolicy {
    trusted = Set.copyOf(trusted);
  }

  /** Whether a picture of a site may name somebody. */
  public boolean withholds(SiteId site, Picture picture) {
    return enabled && !trusted.contains(site) && BurnedInText.isSuspected(picture);
  }
}
