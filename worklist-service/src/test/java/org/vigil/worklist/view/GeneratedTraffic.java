package org.vigil.worklist.view;

import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.Collectors;
import org.vigil.schemas.event.Abstained;
import org.vigil.schemas.event.Priority;
import org.vigil.schemas.event.StudyScored;
import org.vigil.worklist.fixture.HandClock;
import org.vigil.worklist.fixture.StudyEvents;
import org.vigil.worklist.policy.PolicyReader;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.study.StudyEntry;

/**
 * Seeded traffic of a busy department: arrivals, some of one moment and some late; scores that come
 * late, change or never come; new revisions; verdicts; studies that leave; a clock that moves on.
 */
final class GeneratedTraffic {
  /** Waits short enough that many studies fall due. */
  static final TriagePolicy POLICY =
      PolicyReader.read(
          "test",
          """
          version: 1
          maxWait: {stat: PT20S, unassessed: PT50S, urgent: PT60S, routine: PT5M}
          findings:
            - {finding: Pneumonia, urgency: urgent, atLeast: operating-point}
            - {finding: Pneumonia, urgency: stat, atLeast: 0.97}
          """);

  private static final List<String> SILENCES =
      List.of("no-slot", "no-model", "image-unreadable", "out-of-distribution", "model-failed");

  private final Random random;
  private final Models models;
  private final HandClock clock = new HandClock(StudyEvents.NOON);
  private final WorklistView view = new WorklistView(clock);
  private final Map<String, StudyEntry> studies = new HashMap<>();
  private final List<String> names = new ArrayList<>();

  /** What the models do. */
  enum Models {
    SPEAK,
    ARE_DOWN
  }

  GeneratedTraffic(long seed, Models models) {
    this.random = new Random(seed);
    this.models = models;
  }

  WorklistView view() {
    return view;
  }

  /** The ids of the studies that wait for a reader. */
  Set<String> open() {
    return studies.values().stream()
        .filter(study -> study.readAt().isEmpty())
        .map(StudyEntry::studyId)
        .collect(Collectors.toCollection(HashSet::new));
  }

  void step() {
    clock.pass(Duration.ofMillis(random.nextInt(4) == 0 ? 0 : random.nextInt(3_000)));
    int what = random.nextInt(20);
    if (what < 9 || names.isEmpty()) {
      arrive();
    } else if (what < 14) {
      change(any(), this::speak);
    } else if (what < 16) {
      change(any(), this::revise);
    } else if (what < 19) {
      change(any(), this::read);
    } else {
      leave(any());
    }
  }

  private void arrive() {
    String name = "s" + random.nextInt(1_000_000) + "-" + names.size();
    long late = random.nextInt(5) == 0 ? random.nextInt(60_000) : 0;
    // Only whole seconds, so that many arrive at the same moment.
    Instant received = Instant.ofEpochSecond(clock.instant().minusMillis(late).getEpochSecond());
    names.add(name);
    put(
        name,
        StudyEntry.unknown(StudyEvents.id(name))
            .ready(StudyEvents.ready(name, 1, received, priority()), clock.instant()));
  }

  private Priority priority() {
    boolean stat = models == Models.SPEAK && random.nextInt(8) == 0;
    return stat ? Priority.STAT : Priority.ROUTINE;
  }

  private StudyEntry speak(String name, StudyEntry study) {
    Instant received = study.facts().orElseThrow().receivedAt();
    int revision = study.facts().orElseThrow().revision();
    StudyScored scored = StudyEvents.scored(name, revision, received, random.nextDouble());
    StudyScored.Builder said =
        StudyScored.newBuilder(scored).setScoredAt(clock.instant().plusNanos(names.size()));
    if (models == Models.ARE_DOWN || random.nextInt(4) == 0) {
      String reason = SILENCES.get(random.nextInt(SILENCES.size()));
      said.setOutcome(new Abstained(reason, "generated", null));
    }
    return study.scored(said.build(), clock.instant());
  }

  private StudyEntry revise(String name, StudyEntry study) {
    int revision = study.facts().orElseThrow().revision() + 1;
    Instant received = study.facts().orElseThrow().receivedAt();
    return study.ready(StudyEvents.ready(name, revision, received, priority()), clock.instant());
  }

  private StudyEntry read(String name, StudyEntry study) {
    int revision = study.facts().orElseThrow().revision();
    return study.verdict(StudyEvents.verdict(name, "Dr A", revision, clock.instant()));
  }

  private void leave(String name) {
    names.remove(name);
    studies.remove(name);
    view.remove(StudyEvents.id(name));
  }

  private void change(String name, Change change) {
    put(name, change.of(name, studies.get(name)));
  }

  private void put(String name, StudyEntry entry) {
    StudyEntry placed = POLICY.place(entry);
    studies.put(name, placed);
    view.put(placed);
  }

  private String any() {
    return names.get(random.nextInt(names.size()));
  }

  @FunctionalInterface
  private interface Change {
    StudyEntry of(String name, StudyEntry study);
  }
}
