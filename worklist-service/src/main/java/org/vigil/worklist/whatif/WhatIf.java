package org.vigil.worklist.whatif;

import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.vigil.worklist.policy.TriagePolicy;
import org.vigil.worklist.whatif.Replay.Wait;

/**
 * Compares two replays of the same traffic: by the scores that were shown, and by the candidate's.
 * Thread-safe.
 *
 * <p>What readers did stays as it was: they read at the same moments, only other studies. What they
 * would have said of a study sooner or later is not asked.
 */
public final class WhatIf {
  /** The group of studies in which readers confirmed no finding. */
  static final String NOTHING = "none";

  private final PastEvents past;
  private final TriagePolicy policy;
  private final int mostStudies;
  private final Clock clock;

  /**
   * @param mostStudies that a replay may hold
   */
  public WhatIf(PastEvents past, TriagePolicy policy, int mostStudies, Clock clock) {
    this.past = past;
    this.policy = policy;
    this.mostStudies = mostStudies;
    this.clock = clock;
  }

  /**
   * What a bundle that is or was its slot's shadow would have changed. One replay at a time.
   *
   * @param version of the bundle
   * @param since how long ago to begin
   * @return empty where it scored nothing as a shadow in that time
   * @throws TooMuchTrafficException if there are too many studies
   * @throws org.vigil.platform.event.BrokerUnavailableException if the past cannot be read in time
   */
  public synchronized Optional<WhatIfReport> of(String slot, String version, Duration since) {
    Instant now = clock.instant();
    Traffic traffic = new Traffic(slot, version, mostStudies);
    past.read(now.minus(since), traffic);
    return compare(policy, traffic, now);
  }

  /**
   * @param traffic of one slot
   * @param end of the time that is looked at
   */
  static Optional<WhatIfReport> compare(TriagePolicy policy, Traffic traffic, Instant end) {
    List<PastStudy> studies = traffic.studies();
    if (studies.isEmpty()) {
      return Optional.empty();
    }
    List<Instant> reads =
        studies.stream().flatMap(study -> study.firstRead().stream()).sorted().toList();
    Map<String, Wait> shown = new Replay(policy, PastStudy::shown).run(studies, reads, end);
    Map<String, Wait> candidate = new Replay(policy, PastStudy::shadowed).run(studies, reads, end);
    return Optional.of(
        new WhatIfReport(
            traffic.since().orElseThrow(),
            end,
            studies.size(),
            reads.size(),
            (int) studies.stream().filter(study -> !study.scored()).count(),
            policy.digest(),
            Waits.of(shown.values()),
            Waits.of(candidate.values()),
            changes(studies, shown, candidate)));
  }

  private static List<FindingChange> changes(
      List<PastStudy> studies, Map<String, Wait> shown, Map<String, Wait> candidate) {
    Map<String, List<Double>> gains = new TreeMap<>();
    for (PastStudy study : studies) {
      if (study.hasVerdict()) {
        double gain = shown.get(study.id()).minutes() - candidate.get(study.id()).minutes();
        groups(study)
            .forEach(group -> gains.computeIfAbsent(group, g -> new ArrayList<>()).add(gain));
      }
    }
    return gains.entrySet().stream()
        .map(group -> FindingChange.of(group.getKey(), group.getValue()))
        .toList();
  }

  private static Set<String> groups(PastStudy study) {
    Set<String> confirmed = study.confirmed();
    return confirmed.isEmpty() ? Set.of(NOTHING) : confirmed;
  }
}
