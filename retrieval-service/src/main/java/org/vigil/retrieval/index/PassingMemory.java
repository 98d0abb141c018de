package org.vigil.retrieval.index;

import java.io.IOException;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.lucene.index.IndexReader;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreMode;

/**
 * Which cases pass the filters that were used last, by segment. Nearly all look-ups of a site's
 * readers have the same filter, and finding out for 100,000 cases whether each passes takes longer
 * than finding the nearest. A segment's answers go with it, and with any deletion in it, so that
 * none is ever of another state. Thread-safe.
 */
final class PassingMemory {
  /** Filters remembered of a segment; 16 kilobytes each for 100,000 cases. */
  private static final int MOST = 64;

  private final Map<IndexReader.CacheKey, Map<Query, PassingCases>> segments =
      new ConcurrentHashMap<>();

  PassingCases of(IndexSearcher searcher, LeafReaderContext leaf, Query filter) throws IOException {
    IndexReader.CacheHelper state = leaf.reader().getReaderCacheHelper();
    Map<Query, PassingCases> known =
        state == null
            ? newSegment()
            : segments.computeIfAbsent(state.getKey(), k -> watched(state));
    PassingCases passing = known.get(filter);
    if (passing == null) {
      passing =
          PassingCases.of(
              searcher.createWeight(searcher.rewrite(filter), ScoreMode.COMPLETE_NO_SCORES, 1),
              leaf);
      known.put(filter, passing);
    }
    return passing;
  }

  private Map<Query, PassingCases> watched(IndexReader.CacheHelper state) {
    state.addClosedListener(segments::remove);
    return newSegment();
  }

  private static Map<Query, PassingCases> newSegment() {
    return Collections.synchronizedMap(
        new LinkedHashMap<>(MOST, 0.75f, true) {
          @Override
          protected boolean removeEldestEntry(Map.Entry<Query, PassingCases> eldest) {
            return size() > MOST;
          }
        });
  }
}
