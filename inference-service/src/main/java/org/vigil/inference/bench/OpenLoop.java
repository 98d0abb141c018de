package org.vigil.inference.bench;

import java.time.Duration;
import java.util.List;
import org.vigil.inference.bench.Outcomes.Ended;
import org.vigil.schemas.event.Priority;

/**
 * What a flow did with studies that came at their own times.
 *
 * @param rate offered, studies per second
 * @param shed left unassessed because their score would have come too late
 * @param failed without a score for another reason
 * @param twice results beyond the first
 * @param stat waits of the scored studies that could not wait
 * @param routine waits of all others that were scored
 */
record OpenLoop(
    double rate, int sent, long shed, long failed, long twice, Waits stat, Waits routine) {

  static OpenLoop of(double rate, int sent, Outcomes outcomes) {
    return new OpenLoop(
        rate,
        sent,
        outcomes.shed(),
        outcomes.failed(),
        outcomes.twice(),
        Waits.of(waits(outcomes.all(), Priority.STAT)),
        Waits.of(waits(outcomes.all(), Priority.ROUTINE)));
  }

  private static List<Duration> waits(List<Ended> all, Priority priority) {
    return all.stream()
        .filter(ended -> ended.scored() && ended.priority() == priority)
        .map(Ended::waited)
        .toList();
  }
}
