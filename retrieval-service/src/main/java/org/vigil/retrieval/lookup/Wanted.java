package org.vigil.retrieval.lookup;

import org.vigil.retrieval.cases.CaseFilter;

/**
 * What a look-up asks for.
 *
 * @param k how many cases at most, 1 to {@link #MOST}
 * @param filter which cases count
 * @param diversity 0 shows the most alike; up to 1, cases count less the more they are like one
 *     shown already
 */
public record Wanted(int k, CaseFilter filter, double diversity) {
  /** How many cases one look-up may ask for. */
  public static final int MOST = 100;

  public Wanted {
    if (k < 1 || k > MOST) {
      throw new IllegalArgumentException("k is 1 to " + MOST);
    }
    if (!(diversity >= 0 && diversity <= 1)) {
      throw new IllegalArgumentException("diversity is 0 to 1");
    }
  }

  /** The nearest confirmed cases. */
  public static Wanted nearest(int k) {
    return new Wanted(k, CaseFilter.CONFIRMED, 0);
  }
}
