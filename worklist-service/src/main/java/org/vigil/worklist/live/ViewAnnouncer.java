package org.vigil.worklist.live;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.Map;
import java.util.Optional;
import org.vigil.worklist.answer.Answers;
import org.vigil.worklist.answer.LedgerAnswer;
import org.vigil.worklist.ledger.LedgerTotals;
import org.vigil.worklist.run.RunNews;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.StudyState;
import org.vigil.worklist.view.LedgerView;
import org.vigil.worklist.view.Standing;
import org.vigil.worklist.view.ViewListener;
import org.vigil.worklist.view.WorklistView;

/**
 * Turns changes of the views into live events: {@code study} for every change, {@code read} after
 * it when the study is read, {@code ledger} when the totals changed. {@link #tick} is called once a
 * second, by one thread.
 */
public final class ViewAnnouncer implements ViewListener {
  private final LiveEvents events;
  private final WorklistView view;
  private final LedgerView ledger;
  private final Answers answers;
  private final ObjectMapper json;
  private LedgerTotals announced = LedgerTotals.NONE;

  public ViewAnnouncer(
      LiveEvents events, WorklistView view, LedgerView ledger, Answers answers, ObjectMapper json) {
    this.events = events;
    this.view = view;
    this.ledger = ledger;
    this.answers = answers;
    this.json = json;
  }

  @Override
  public void changed(Optional<StudyEntry> before, StudyEntry after) {
    String site = site(after);
    events.send(
        site,
        "study",
        () -> {
          Standing now =
              view.find(after.studyId()).orElse(new Standing(after, Optional.empty(), false));
          return text(answers.item(now));
        });
    if (after.state() == StudyState.READ) {
      events.send(site, "read", () -> text(Map.of("studyId", after.studyId())));
    }
  }

  /** Announces how a training run stands, without its curve, which grows. */
  public void run(RunNews news) {
    events.send(
        "run", () -> text(Map.of("runId", news.runId(), "phase", news.phase(), "at", news.at())));
  }

  /** Announces what time and the ledger changed. */
  public void tick() {
    for (Standing standing : view.fallenDue()) {
      events.send(site(standing.entry()), "study", () -> text(answers.item(standing)));
    }
    LedgerTotals totals = ledger.totals();
    if (!totals.equals(announced)) {
      announced = totals;
      events.send("ledger", () -> text(LedgerAnswer.of(totals)));
    }
  }

  private static String site(StudyEntry entry) {
    return entry.facts().orElseThrow().site();
  }

  private String text(Object answer) {
    try {
      return json.writeValueAsString(answer);
    } catch (JsonProcessingException e) {
      throw new IllegalStateException("our own answers can be written", e);
    }
  }
}
