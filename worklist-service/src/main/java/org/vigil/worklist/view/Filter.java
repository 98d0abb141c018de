package org.vigil.worklist.view;

import java.util.Optional;
import org.vigil.schemas.event.StudyKind;
import org.vigil.worklist.study.Urgency;

/** Which studies somebody wants to see; what is empty does not matter. */
public record Filter(Optional<StudyKind> kind, Optional<Urgency> urgency, Optional<String> site) {
  /** Everything. */
  public static final Filter ALL = new Filter(Optional.empty(), Optional.empty(), Optional.empty());

  boolean takesAll() {
    return kind.isEmpty() && urgency.isEmpty() && site.isEmpty();
  }

  boolean takes(Group group) {
    return kind.map(k -> group.kind() == k).orElse(true)
        && site.map(s -> group.site().equals(s)).orElse(true)
        && urgency.map(u -> group.urgency() == u).orElse(true);
  }
}
