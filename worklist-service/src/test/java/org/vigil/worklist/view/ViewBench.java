package org.vigil.worklist.view;

import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Random;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyKind;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.StudyEntry;
import org.vigil.worklist.study.Urgency;

/**
 * Measures the view over many open studies: {@code main(studies)}. Times depend on the machine, so
 * this is no test.
 */
public final class ViewBench {
  private static final int ROUNDS = 300;

  private ViewBench() {}

  public static void main(String[] args) {
    int studies = args.length > 0 ? Integer.parseInt(args[0]) : 100_000;
    WorklistView view = new WorklistView(Clock.systemUTC());
    Random random = new Random(7);
    long start = System.nanoTime();
    List<StudyEntry> entries = new ArrayList<>();
    TriagePolicy policy = PolicyReader.read(Optional.empty());
    for (int i = 0; i < studies; i++) {
      // Over a day, so that many are overdue and some fall due while we measure.
      Instant received = Instant.now().minusMillis(random.nextInt(86_400_000));
      StudyEntry entry =
          StudyEntry.unknown(StudyEvents.id("b" + i))
              .ready(StudyEvents.ready("b" + i, 1, received, Priority.ROUTINE), Instant.now());
      if (i % 3 > 0) {
        entry =
            entry.scored(StudyEvents.scored("b" + i, received, random.nextDouble()), Instant.now());
      }
      entries.add(policy.place(entry));
      view.put(entries.get(i));
    }
    System.out.printf(
        Locale.ROOT, "%d studies put in %.1f s%n", studies, (System.nanoTime() - start) / 1e9);
    Filter all = filter(Optional.empty());
    Filter rare = filter(Optional.of(StudyKind.TONGUE));
    Filter urgent =
        new Filter(
            Optional.of(StudyKind.CHEST_XRAY), Optional.of(Urgency.URGENT), Optional.of("st-olav"));
    for (int warm = 0; warm < 2; warm++) {
      measure("first page of 50", () -> view.openPage(all, 50, Optional.empty()));
      measure(
          "page of 50 after a random study",
          () -> view.openPage(all, 50, behind(any(entries, random))));
      measure("page of a filter nobody passes", () -> view.openPage(rare, 50, Optional.empty()));
      measure("page of kind, urgency and site", () -> view.openPage(urgent, 50, Optional.empty()));
      measure(
          "that page after a random study",
          () -> view.openPage(urgent, 50, behind(any(entries, random))));
      measure("one study with its position", () -> view.find(any(entries, random).studyId()));
    }
  }

  private static Optional<Cursor.Open> behind(StudyEntry entry) {
    return Optional.of(new Cursor.Open(WorklistView.place(entry)));
  }

  private static StudyEntry any(List<StudyEntry> entries, Random random) {
    return entries.get(random.nextInt(entries.size()));
  }

  private static Filter filter(Optional<StudyKind> kind) {
    return new Filter(kind, Optional.empty(), Optional.empty());
  }

  private static void measure(String what, Runnable work) {
    List<Long> nanos = new ArrayList<>();
    for (int i = 0; i < ROUNDS; i++) {
      long start = System.nanoTime();
      work.run();
      nanos.add(System.nanoTime() - start);
    }
    Collections.sort(nanos);
    System.out.printf(
        Locale.ROOT,
        "%-34s p50 %.3f ms, p99 %.3f ms%n",
        what,
        nanos.get(ROUNDS / 2) / 1e6,
        nanos.get(ROUNDS * 99 / 100) / 1e6);
  }
}
