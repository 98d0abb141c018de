package org.vigil.worklist.view;

import org.vigil.schemas.event.StudyKind;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyFacts;
import org.vigil.worklist.study.Urgency;

/** All that a {@link Filter} looks at: studies of one group pass it together. */
record Group(StudyKind kind, Urgency urgency, String site) {

  static Group of(StudyEntry entry) {
    StudyFacts facts = entry.facts().orElseThrow();
    return new Group(facts.kind(), entry.placement().orElseThrow().urgency(), facts.site());
  }
}
