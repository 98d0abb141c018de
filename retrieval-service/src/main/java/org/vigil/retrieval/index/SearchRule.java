package org.vigil.retrieval.index;

/** Decides how the nearest of a segment's passing cases are found. */
@FunctionalInterface
interface SearchRule {
  /**
   * Whether each passing case is compared, which is exact, instead of walking through the graph.
   *
   * @param passing cases
   * @param all cases of the segment
   * @param candidates that a walk would keep (ef)
   */
  boolean comparesEach(int passing, int all, int candidates);

  /**
   * The cheaper of the two. A walk keeps as many candidates that pass as wanted, and meets some 16
   * cases for each that it keeps, passing or not: 16 candidates all / passing. One that is met on a
   * walk costs about twice one of a row (docs/performance.md).
   */
  SearchRule CHEAPER =
      (passing, all, candidates) -> (double) passing * passing <= 32.0 * candidates * all;
}
