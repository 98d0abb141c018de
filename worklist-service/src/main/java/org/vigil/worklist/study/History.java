package org.vigil.worklist.study;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;

/** Says what happened to a study as lines of its history, and keeps that history short. */
final class History {
  /** Enough for any real study; a sender that repeats itself for ever must not grow the entry. */
  private static final int MOST = 100;

  private History() {}

  static List<HistoryEvent> of(StudyFacts facts, Optional<StudyFacts> before) {
    List<HistoryEvent> lines = new ArrayList<>();
    if (before.isEmpty()) {
      lines.add(
          new HistoryEvent(facts.receivedAt(), "received", "first image from " + facts.site()));
    }
    String images = facts.images().size() == 1 ? "1 image" : facts.images().size() + " images";
    lines.add(
        new HistoryEvent(
            facts.readyAt(), "ready", "revision %d, %s".formatted(facts.revision(), images)));
    return lines;
  }

  static List<HistoryEvent> of(ModelWord word) {
    String by = word.by().map(b -> b.slot() + " " + b.version()).orElse("no bundle");
    return List.of(
        switch (word) {
          case ModelWord.Scores scores ->
              new HistoryEvent(
                  scores.at(), "scored", "revision %d by %s".formatted(scores.revision(), by));
          case ModelWord.Silence silence ->
              new HistoryEvent(
                  silence.at(),
                  "abstained",
                  "revision %d, %s (%s)".formatted(silence.revision(), silence.reason(), by));
        });
  }

  static List<HistoryEvent> of(Verdict verdict) {
    return List.of(
        new HistoryEvent(
            verdict.givenAt(),
            "verdict",
            "%s by %s on revision %d"
                .formatted(deed(verdict), verdict.reader(), verdict.revision())));
  }

  private static String deed(Verdict verdict) {
    if (verdict.withdrawn()) {
      return "taken back";
    }
    return verdict.amends().isPresent() ? "amended" : "given";
  }

  static List<HistoryEvent> of(Departure departure) {
    return List.of(
        new HistoryEvent(
            departure.readAt(),
            "left",
            "revision %d was read; its verdicts are no longer on the worklist"
                .formatted(departure.revision())));
  }

  static List<HistoryEvent> append(List<HistoryEvent> history, List<HistoryEvent> happened) {
    List<HistoryEvent> all = history;
    for (HistoryEvent line : happened) {
      all = insert(all, line, Comparator.comparing(HistoryEvent::at));
    }
    if (all.size() <= MOST) {
      return all;
    }
    List<HistoryEvent> kept = new ArrayList<>(all.subList(0, 1)); // The arrival stays.
    kept.addAll(all.subList(all.size() - MOST + 1, all.size()));
    return kept;
  }

  /** Inserts behind everything that is not later; lists that were in order stay so. */
  static <T> List<T> insert(List<T> ordered, T next, Comparator<T> order) {
    int at = ordered.size();
    while (at > 0 && order.compare(ordered.get(at - 1), next) > 0) {
      at--;
    }
    List<T> all = new ArrayList<>(ordered);
    all.add(at, next);
    return all;
  }
}
