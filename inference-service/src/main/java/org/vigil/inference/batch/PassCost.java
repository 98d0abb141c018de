package org.vigil.inference.batch;

import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;

/**
 * What a forward pass of one model takes by the number of its pictures, learnt from the passes that
 * were run. For each number it keeps the mean of what was measured, weighted towards the newest:
 *
 * <pre>mean = mean + 0.25 * (measured - mean)</pre>
 *
 * <p>A number that has not been measured is thought to take the least that its measured neighbours
 * allow: no less than the next smaller one, since more pictures never take less time, and no less
 * than {@code 1 / ceil(m / n)} of the next larger one {@code m}, since {@code m} pictures could
 * also be had from so many passes of {@code n}. Whoever trusts a guess that is too low tries that
 * number and so has it measured; a guess too high would never be put right. Thread-safe; no two are
 * equal.
 */
public final class PassCost {
  private static final double WEIGHT_OF_NEWEST = 0.25;

  private final TreeMap<Integer, Double> nanosBySize = new TreeMap<>();

  /** Takes a measurement in. */
  public synchronized void measured(int pictures, Duration time) {
    nanosBySize.merge(
        pictures,
        (double) time.toNanos(),
        (mean, newest) -> mean + WEIGHT_OF_NEWEST * (newest - mean));
  }

  /** What a pass of so many pictures is expected to take. */
  public synchronized Duration of(int pictures) {
    double smaller = nanos(nanosBySize.floorEntry(pictures));
    Map.Entry<Integer, Double> next = nanosBySize.ceilingEntry(pictures);
    double larger =
        next == null ? 0 : next.getValue() / Math.ceilDiv(next.getKey(), Math.max(1, pictures));
    boolean known = next != null && next.getKey() == pictures;
    return Duration.ofNanos(Math.round(known ? next.getValue() : Math.max(smaller, larger)));
  }

  private static double nanos(Map.Entry<Integer, Double> entry) {
    return entry == null ? 0 : entry.getValue();
  }
}
