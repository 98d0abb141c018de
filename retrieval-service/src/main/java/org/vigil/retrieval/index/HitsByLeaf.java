package org.vigil.retrieval.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;

/** Goes to hits in the order in which they lie in the index, the only one that its values allow. */
final class HitsByLeaf {
  private HitsByLeaf() {}

  /** Reads something of a segment for some hits of it, ascending. */
  @FunctionalInterface
  interface Visit {
    void of(LeafReaderContext leaf, List<ScoreDoc> hits) throws IOException;
  }

  static void visit(IndexSearcher searcher, List<ScoreDoc> hits, Visit visit) throws IOException {
    List<ScoreDoc> ascending = new ArrayList<>(hits);
    ascending.sort(Comparator.comparingInt(hit -> hit.doc));
    int next = 0;
    for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      int first = next;
      while (next < ascending.size() && ascending.get(next).doc < end) {
        next++;
      }
      if (next > first) {
        visit.of(leaf, ascending.subList(first, next));
      }
    }
  }
}
