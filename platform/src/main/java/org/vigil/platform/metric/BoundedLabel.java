package org.vigil.platform.metric;

import java.util.HashSet;
import java.util.Set;

/**
 * Keeps a label whose values come from outside, such as the site, from growing without bound: the
 * first values that come keep their names until the restart, all later ones are counted together as
 * {@value #OTHER}. Thread-safe.
 */
public final class BoundedLabel {
  /** What the values beyond the bound are called. */
  public static final String OTHER = "other";

  private final int limit;
  private final Set<String> known = new HashSet<>();

  /**
   * @param limit most values that keep their names, at least 1
   */
  public BoundedLabel(int limit) {
    if (limit < 1) {
      throw new IllegalArgumentException("a label needs at least one value: " + limit);
    }
    this.limit = limit;
  }

  /** The sites of an installation: at most 64 by name. */
  public static BoundedLabel ofSites() {
    return new BoundedLabel(64);
  }

  /** The value itself, or {@value #OTHER}. */
  public synchronized String of(String value) {
    if (known.contains(value)) {
      return value;
    }
    return known.size() < limit && known.add(value) ? value : OTHER;
  }
}
