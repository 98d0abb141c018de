package org.vigil.local.outcome;

import java.time.Duration;
import java.time.Instant;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.function.IntConsumer;
import org.vigil.local.web.WorklistClient;

/** Waits until studies have their outcome on the worklist. */
public final class OutcomeWatch {
  private static final Duration PAUSE = Duration.ofMillis(300);

  private final WorklistClient worklist;
  private final Duration patience;

  /**
   * @param patience how long nothing may change before the waiting ends
   */
  public OutcomeWatch(WorklistClient worklist, Duration patience) {
    this.worklist = worklist;
    this.patience = patience;
  }

  /**
   * Returns the outcome of each study, those included that still wait when patience has run out.
   *
   * @param progress told how many studies have their outcome
   */
  public Map<String, Outcome> await(Collection<String> studies, IntConsumer progress)
      throws InterruptedException {
    Map<String, Outcome> outcomes = new HashMap<>();
    Set<String> open = new LinkedHashSet<>(studies);
    int all = open.size();
    Instant lastChange = Instant.now();
    while (!open.isEmpty() && Instant.now().isBefore(lastChange.plus(patience))) {
      if (look(open, outcomes)) {
        lastChange = Instant.now();
        progress.accept(all - open.size());
      } else {
        Thread.sleep(PAUSE);
      }
    }
    for (String id : Set.copyOf(outcomes.keySet())) { // Places move while others come in.
      worklist.study(id).map(Outcome::of).ifPresent(now -> outcomes.put(id, now));
    }
    return outcomes;
  }

  /** Asks for each open study once; true if anything changed. */
  private boolean look(Set<String> open, Map<String, Outcome> outcomes)
      throws InterruptedException {
    boolean changed = false;
    for (String id : Set.copyOf(open)) {
      Outcome now = worklist.study(id).map(Outcome::of).orElseGet(Outcome::unseen);
      changed |= !now.equals(outcomes.put(id, now)) && now.isFinal();
      if (now.isFinal()) {
        open.remove(id);
      }
    }
    return changed;
  }
}
