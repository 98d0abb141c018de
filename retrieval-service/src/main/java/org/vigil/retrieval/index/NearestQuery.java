package org.vigil.retrieval.index;

import java.io.IOException;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AcceptDocs;
import org.apache.lucene.search.KnnFloatVectorQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.knn.KnnCollectorManager;

/**
 * The nearest documents that pass a filter. Where few pass, each of them is compared: that is
 * exact, and faster than a walk through the graph past all that do not pass. Where the walk turns
 * out longer than that, Lucene compares them one by one, too.
 */
final class NearestQuery extends KnnFloatVectorQuery {
  /** From so many passing documents of a segment on, the graph is walked (docs/performance.md). */
  static final int FEW = 3_000;

  private final int few;

  NearestQuery(String field, float[] target, int k, Query allowed, int few) {
    super(field, target, k, allowed);
    this.few = few;
  }

  @Override
  protected TopDocs approximateSearch(
      LeafReaderContext context, AcceptDocs accepted, int limit, KnnCollectorManager collectors)
      throws IOException {
    return accepted.cost() <= few
        ? exactSearch(context, accepted.iterator(), null)
        : super.approximateSearch(context, accepted, limit, collectors);
  }

  @Override
  public boolean equals(Object other) {
    return super.equals(other) && few == ((NearestQuery) other).few;
  }

  @Override
  public int hashCode() {
    return 31 * super.hashCode() + few;
  }
}
