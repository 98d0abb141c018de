package org.vigil.worklist.view;

import java.util.Optional;
import org.vigil.platform.access.SiteScope;
import org.vigil.schemas.event.StudyKind;
import org.vigil.worklist.study.Urgency;

/**
 * Which studies somebody wants to see; what is empty does not matter.
 *
 * @param sites whose studies they may see at all
 */
public record Filter(
    Optional<StudyKind> kind, Optional<Urgency> urgency, Optional<String> site, SiteScope sites) {
  /** Everything. */
  public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

  /** For somebody who sees every site. */
  public Filter(Optional<StudyKind> kind, Optional<Urgency> urgency, Optional<String> site) {
    this(kind, urgency, site, new SiteScope.Every());
  }

  boolean takesAll() {
    return kind.isEmpty()
        && urgency.isEmpty()
        && site.isEmpty()
        && sites instanceof SiteScope.Every;
  }

  boolean takes(Group group) {
    return kind.map(k -> group.kind() == k).orElse(true)
        && site.map(s -> group.site().equals(s)).orElse(true)
        && sites.includes(group.site())
        && urgency.map(u -> group.urgency() == u).orElse(true);
  }
}
