package org.vigil.worklist.view;

import java.util.Optional;
import org.vigil.schemas.event.StudyKind;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.Urgency;

/** Which studies somebody wants to see; what is empty does not matter. */
public record Filter(
    Optional<StudyKind> kind, Optional<Urgency> urgency, Optional<String> site, ListedState state) {

  boolean takesAll() {
    return kind.isEmpty() && urgency.isEmpty() && site.isEmpty();
  }

  boolean takes(StudyEntry entry) {
    return entry.facts().isPresent()
        && kind.map(k -> entry.facts().get().kind() == k).orElse(true)
        && site.map(s -> entry.facts().get().site().equals(s)).orElse(true)
        && urgency.map(u -> entry.placement().orElseThrow().urgency() == u).orElse(true);
  }
}
