package org.vigil.worklist.whatif;

import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.Verdict;

/**
 * A study of the past.
 *
 * @param shown as it was, with its readers' verdicts
 * @param shadowed as it would have been with the candidate's word in place of the one shown
 * @param scored whether the candidate gave it scores
 */
record PastStudy(StudyEntry shown, StudyEntry shadowed, boolean scored) {

  String id() {
    return shown.studyId();
  }

  Instant receivedAt() {
    return shown.facts().orElseThrow().receivedAt();
  }

  /** When a reader had it in his hands for the first time; empty where none had. */
  Optional<Instant> firstRead() {
    return shown.verdicts().stream().map(Verdict::givenAt).min(Instant::compareTo);
  }

  /** Findings that more readers call present than absent, by what each said last. */
  Set<String> confirmed() {
    Map<String, Integer> votes = new HashMap<>();
    for (Verdict verdict : lastWords()) {
      for (Verdict.Finding said : verdict.findings()) {
        votes.merge(said.finding(), said.present() ? 1 : -1, Integer::sum);
      }
    }
    votes.values().removeIf(balance -> balance <= 0);
    return new TreeSet<>(votes.keySet());
  }

  /** Whether a reader's word stands. */
  boolean hasVerdict() {
    return !lastWords().isEmpty();
  }

  private List<Verdict> lastWords() {
    Map<String, Verdict> last = new HashMap<>();
    shown.verdicts().forEach(verdict -> last.put(verdict.reader(), verdict));
    return last.values().stream().filter(verdict -> !verdict.withdrawn()).toList();
  }
}
