package org.vigil.retrieval.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.util.VectorUtil;

/**
 * Puts candidates that were found by rounded vectors in the order of their full ones, which are
 * read from the disk. Candidates that were found by full vectors stay as they are. Thread-safe.
 */
final class FullVectorRanking {
  /** So many candidates at least, and so many for each wanted, are ranked again. */
  private static final int AT_LEAST = 40;

  private static final int TIMES = 4;

  private final String field;
  private final VectorStorage storage;

  FullVectorRanking(String field, VectorStorage storage) {
    this.field = field;
    this.storage = storage;
  }

  /**
   * How many candidates it takes.
   *
   * @param k how many will be shown
   */
  int wanted(int k) {
    return switch (storage) {
      case FLOAT -> k;
      case INT8 -> Math.max(AT_LEAST, TIMES * k);
    };
  }

  /**
   * @param hits nearest first; their scores become those of the full vectors
   */
  List<ScoreDoc> best(IndexSearcher searcher, List<ScoreDoc> hits, float[] target)
      throws IOException {
    return switch (storage) {
      case FLOAT -> hits;
      case INT8 -> ranked(searcher, hits, target);
    };
  }

  private List<ScoreDoc> ranked(IndexSearcher searcher, List<ScoreDoc> hits, float[] target)
      throws IOException {
    HitsByLeaf.visit(searcher, hits, (leaf, some) -> score(leaf, some, target));
    List<ScoreDoc> best = new ArrayList<>(hits);
    best.sort(Comparator.comparingDouble((ScoreDoc hit) -> -hit.score));
    return best;
  }

  private void score(LeafReaderContext leaf, List<ScoreDoc> hits, float[] target)
      throws IOException {
    FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
    var iterator = values.iterator();
    for (ScoreDoc hit : hits) {
      iterator.advance(hit.doc - leaf.docBase);
      float[] vector = values.vectorValue(iterator.index());
      hit.score = (1 + VectorUtil.dotProduct(target, vector)) / 2;
    }
  }
}
