package org.vigil.worklist.whatif;

import java.util.Arrays;
import java.util.Collection;
import java.util.Map;
import java.util.TreeMap;
import org.vigil.schemas.word.Words;
import org.vigil.worklist.whatif.Replay.Wait;

/**
 * How long the studies of a replay waited, minutes.
 *
 * @param mean over all
 * @param p95 what 95% of them did not exceed
 * @param maximum the longest
 * @param late studies that waited past their due time
 * @param urgencies how many had which urgency in the end, by its word
 */
public record Waits(
    double mean, double p95, double maximum, int late, Map<String, Integer> urgencies) {

  static Waits of(Collection<Wait> waits) {
    double[] minutes = waits.stream().mapToDouble(Wait::minutes).sorted().toArray();
    Map<String, Integer> urgencies = new TreeMap<>();
    waits.forEach(wait -> urgencies.merge(Words.of(wait.place().urgency()), 1, Integer::sum));
    return new Waits(
        Arrays.stream(minutes).average().orElse(0),
        minutes.length == 0 ? 0 : minutes[(int) Math.ceil(0.95 * minutes.length) - 1],
        minutes.length == 0 ? 0 : minutes[minutes.length - 1],
        (int) waits.stream().filter(Wait::late).count(),
        urgencies);
  }
}
