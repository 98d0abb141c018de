package org.vigil.retrieval.index;

import java.io.IOException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.AbstractKnnCollector;
import org.apache.lucene.search.DocAndFloatFeatureBuffer;
import org.apache.lucene.search.DocIdSetIterator;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.KnnCollector;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.search.TopKnnCollector;
import org.apache.lucene.search.VectorScorer;
import org.apache.lucene.search.knn.MultiLeafKnnCollector;
import org.apache.lucene.util.hnsw.BlockingFloatHeap;

/**
 * Finds the documents whose vectors are nearest to one, segment by segment: by a walk through the
 * segment's graph, or by comparing each that passes where these are few. Speaks to the segments
 * themselves: as a Lucene query the same search spent more time on its own set-up than on vectors.
 * Thread-safe.
 */
final class NearestSearch {
  private static final Comparator<ScoreDoc> BEST_FIRST =
      Comparator.comparingDouble((ScoreDoc hit) -> -hit.score).thenComparingInt(hit -> hit.doc);

  private final String field;
  private final SearchRule rule;
  private final PassingMemory memory = new PassingMemory();

  NearestSearch(String field, SearchRule rule) {
    this.field = field;
    this.rule = rule;
  }

  /**
   * The nearest that pass, best first, with Lucene's scores.
   *
   * @param wanted returned at most
   * @param candidates kept on a walk through a graph (ef), at least as many
   */
  List<ScoreDoc> nearest(
      IndexSearcher searcher, float[] target, int wanted, int candidates, Query filter)
      throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    Optional<BlockingFloatHeap> shared =
        leaves.size() > 1 ? Optional.of(new BlockingFloatHeap(candidates)) : Optional.empty();
    List<ScoreDoc> hits = new ArrayList<>();
    for (LeafReaderContext leaf : leaves) {
      PassingCases passing = memory.of(searcher, leaf, filter);
      if (passing.cost() > 0) {
        TopDocs found =
            rule.comparesEach(passing.cost(), leaf.reader().maxDoc(), candidates)
                ? compareEach(leaf, target, wanted, passing)
                : walk(leaf, target, candidates, passing, shared);
        for (ScoreDoc hit : found.scoreDocs) {
          hit.doc += leaf.docBase;
          hits.add(hit);
        }
      }
    }
    hits.sort(BEST_FIRST);
    return new ArrayList<>(hits.subList(0, Math.min(hits.size(), wanted)));
  }

  /** Segments tell each other how near the nearest so far are. */
  private TopDocs walk(
      LeafReaderContext leaf,
      float[] target,
      int candidates,
      PassingCases passing,
      Optional<BlockingFloatHeap> shared)
      throws IOException {
    int most = Math.min(candidates, passing.cost());
    AbstractKnnCollector own = new TopKnnCollector(most, Integer.MAX_VALUE);
    KnnCollector best =
        shared.<KnnCollector>map(heap -> new MultiLeafKnnCollector(most, heap, own)).orElse(own);
    leaf.reader().searchNearestVectors(field, target, best, passing);
    return best.topDocs();
  }

  private TopDocs compareEach(
      LeafReaderContext leaf, float[] target, int wanted, PassingCases passing) throws IOException {
    TopKnnCollector best = new TopKnnCollector(Math.min(wanted, passing.cost()), Integer.MAX_VALUE);
    FloatVectorValues values = leaf.reader().getFloatVectorValues(field);
    VectorScorer.Bulk scores = values.scorer(target).bulk(passing.iterator());
    DocAndFloatFeatureBuffer block = new DocAndFloatFeatureBuffer();
    float highest = scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, block);
    while (block.size > 0) {
      if (highest > best.minCompetitiveSimilarity()) {
        for (int i = 0; i < block.size; i++) {
          best.collect(block.docs[i], block.features[i]);
        }
      }
      highest = scores.nextDocsAndScores(DocIdSetIterator.NO_MORE_DOCS, null, block);
    }
    return best.topDocs();
  }
}
