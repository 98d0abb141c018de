package org.vigil.retrieval.http;

import jakarta.enterprise.context.ApplicationScoped;
import org.vigil.platform.audit.Act;
import org.vigil.platform.audit.AuditDesk;
import org.vigil.platform.audit.AuditEntry;
import org.vigil.retrieval.lookup.SimilarAnswer;
import org.vigil.retrieval.lookup.SimilarCase;

/** Puts on record which cases somebody is shown, before they are. */
@ApplicationScoped
class ShownCases {
  private final AuditDesk audit;

  ShownCases(AuditDesk audit) {
    this.audit = audit;
  }

  /** Beside a study. */
  void beside(String studyId, SimilarAnswer answer) {
    record(AuditEntry.of(Act.SIMILAR_SHOWN).study(studyId), answer);
  }

  /** Beside a vector or a picture that is no study. */
  void besideAnything(SimilarAnswer answer) {
    record(AuditEntry.of(Act.SIMILAR_SHOWN), answer);
  }

  private void record(AuditEntry entry, SimilarAnswer answer) {
    AuditEntry whole = entry;
    for (SimilarCase shown : answer.cases()) {
      whole = whole.about("case", shown.studyId());
    }
    audit.record(whole);
  }
}
