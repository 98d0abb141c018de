package org.vigil.retrieval.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.StringField;
import org.apache.lucene.index.BinaryDocValues;
import org.apache.lucene.index.FloatVectorValues;
import org.apache.lucene.index.LeafReaderContext;
import org.apache.lucene.index.ReaderUtil;
import org.apache.lucene.index.VectorSimilarityFunction;
import org.apache.lucene.search.IndexSearcher;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.ScoreDoc;
import org.apache.lucene.search.TopDocs;
import org.apache.lucene.util.BytesRef;
import org.apache.lucene.util.VectorUtil;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;

/**
 * The vectors of one embedding space in an HNSW graph (Malkov and Yashunin, doi
 * 10.1109/TPAMI.2018.2889473). Threads as {@link LuceneIndex}.
 */
public final class SpaceIndex implements AutoCloseable {
  private static final String VECTOR = "vector";

  /** Candidates of a search at least (ef): recall@10 at 100,000 vectors is 0.999. */
  private static final int CANDIDATES = 100;

  /**
   * So many rounded candidates at least, and so many for each wanted, are ranked by full vectors.
   */
  private static final int RANKED_AGAIN = 40;

  private static final int RANKED_AGAIN_TIMES = 4;

  /** From so many of one patient's studies on, the filter leaves them out. */
  private static final int MOST_OWN = 200;

  private final LuceneIndex index;
  private final VectorStorage storage;
  private final int few;

  /** Opens the index in a folder; makes an empty one where there is none. */
  public SpaceIndex(Path folder, VectorStorage storage) {
    this(folder, storage, NearestQuery.FEW);
  }

  /**
   * @param few up to so many passing studies of a segment are compared one by one
   */
  SpaceIndex(Path folder, VectorStorage storage, int few) {
    this.index = LuceneIndex.open(folder, storage);
    this.storage = storage;
    this.few = few;
  }

  /** Puts a study's vector in the place of its earlier one; a study without facts has no place. */
  public void put(StudyEntry study, UnitVector vector) {
    Document document = new Document();
    document.add(new StringField(LuceneIndex.STUDY, study.studyId(), Field.Store.NO));
    document.add(new BinaryDocValuesField(LuceneIndex.STUDY, new BytesRef(study.studyId())));
    CaseFields.add(document, study, study.facts().orElseThrow());
    document.add(
        new KnnFloatVectorField(VECTOR, vector.toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    index.replace(study.studyId(), document);
  }

  /** Takes a study away. */
  public void remove(String studyId) {
    index.remove(studyId);
  }

  Optional<UnitVector> vector(String studyId) {
    return index.search(searcher -> vector(searcher, studyId));
  }

  private static Optional<UnitVector> vector(IndexSearcher searcher, String studyId)
      throws IOException {
    ScoreDoc[] found = searcher.search(CaseQueries.is(LuceneIndex.STUDY, studyId), 1).scoreDocs;
    return found.length == 0
        ? Optional.empty()
        : Optional.of(UnitVector.of(vector(searcher, found[0].doc)));
  }

  private static float[] vector(IndexSearcher searcher, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    FloatVectorValues values = leaf.reader().getFloatVectorValues(VECTOR);
    var iterator = values.iterator();
    iterator.advance(doc - leaf.docBase);
    return values.vectorValue(iterator.index());
  }

  /** The width that every vector here has; empty while there is none. */
  Optional<Integer> width() {
    return index.search(
        searcher -> {
          for (LeafReaderContext leaf : searcher.getIndexReader().leaves()) {
            FloatVectorValues values = leaf.reader().getFloatVectorValues(VECTOR);
            if (values != null) {
              return Optional.of(values.dimension());
            }
          }
          return Optional.empty();
        });
  }

  /** The name of a filter whose word, of no fixed list, no study has; empty if all are known. */
  Optional<String> unknownWord(CaseFilter filter) {
    return index.search(
        searcher -> {
          for (Map.Entry<String, Query> word : CaseQueries.openWords(filter).entrySet()) {
            if (searcher.search(word.getValue(), 1).scoreDocs.length == 0) {
              return Optional.of(word.getKey());
            }
          }
          return Optional.empty();
        });
  }

  /** Some studies with a verdict, spread evenly over all of them; the same as long as they stay. */
  List<String> sample(int most) {
    return index.search(
        searcher -> {
          ScoreDoc[] read =
              searcher.search(CaseQueries.read(), searcher.count(CaseQueries.read()) + 1).scoreDocs;
          List<String> studies = new ArrayList<>();
          for (int i = 0; i < Math.min(most, read.length); i++) {
            int doc = read[(int) ((long) i * read.length / Math.min(most, read.length))].doc;
            studies.add(studyId(searcher, doc));
          }
          return studies;
        });
  }

  /** How many studies may be seen and pass. */
  int count(CaseFilter filter, Visibility visibility) {
    return index.search(searcher -> searcher.count(CaseQueries.allowed(filter, visibility)));
  }

  /**
   * The studies nearest to a vector of those that may be seen and pass, nearest first.
   *
   * @param k how many at most
   */
  public List<Neighbour> nearest(Likeness like, int k, CaseFilter filter, Visibility visibility) {
    return nearest(like, k, filter, visibility, CANDIDATES);
  }

  /**
   * Likewise.
   *
   * @param candidates of the walk through the graph (ef), at least k
   */
  public List<Neighbour> nearest(
      Likeness like, int k, CaseFilter filter, Visibility visibility, int candidates) {
    Query allowed = CaseQueries.allowed(filter, visibility);
    float[] target = like.vector().toArray();
    return index.search(
        searcher -> {
          Set<Integer> own = like.isNobodys() ? Set.of() : own(searcher, like);
          boolean many = own.size() >= MOST_OWN;
          // Asking for more and leaving some out keeps the filter the same for every study, and so
          // in Lucene's cache.
          int wanted = Math.max(candidates, 2 * k) + (many ? 0 : own.size());
          Query passing = many ? CaseQueries.without(allowed, like) : allowed;
          Query query = new NearestQuery(VECTOR, target, wanted, passing, few);
          List<ScoreDoc> hits = new ArrayList<>();
          for (ScoreDoc hit : searcher.search(query, wanted).scoreDocs) {
            if (!own.contains(hit.doc)) {
              hits.add(hit);
            }
          }
          return neighbours(searcher, ranked(searcher, hits, target, k), k);
        });
  }

  /** The studies that are no answer, {@link #MOST_OWN} at most. */
  private static Set<Integer> own(IndexSearcher searcher, Likeness like) throws IOException {
    TopDocs found = searcher.search(CaseQueries.own(like), MOST_OWN);
    Set<Integer> docs = new HashSet<>();
    for (ScoreDoc hit : found.scoreDocs) {
      docs.add(hit.doc);
    }
    return docs;
  }

  /**
   * Candidates that were found by rounded vectors, the best of them in the order of the full ones.
   */
  private List<ScoreDoc> ranked(IndexSearcher searcher, List<ScoreDoc> hits, float[] target, int k)
      throws IOException {
    if (storage == VectorStorage.FLOAT) {
      return hits;
    }
    int again = Math.min(hits.size(), Math.max(RANKED_AGAIN, RANKED_AGAIN_TIMES * k));
    List<ScoreDoc> best = new ArrayList<>(hits.subList(0, again));
    best.sort(Comparator.comparingInt(hit -> hit.doc));
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    int next = 0;
    for (LeafReaderContext leaf : leaves) {
      int end = leaf.docBase + leaf.reader().maxDoc();
      int first = next;
      while (next < best.size() && best.get(next).doc < end) {
        next++;
      }
      score(leaf, best.subList(first, next), target);
    }
    best.sort(Comparator.comparingDouble((ScoreDoc hit) -> -hit.score));
    return best;
  }

  private static void score(LeafReaderContext leaf, List<ScoreDoc> hits, float[] target)
      throws IOException {
    if (hits.isEmpty()) {
      return;
    }
    FloatVectorValues values = leaf.reader().getFloatVectorValues(VECTOR);
    var iterator = values.iterator();
    for (ScoreDoc hit : hits) {
      iterator.advance(hit.doc - leaf.docBase);
      float[] vector = values.vectorValue(iterator.index());
      hit.score = (1 + VectorUtil.dotProduct(target, vector)) / 2;
    }
  }

  private static List<Neighbour> neighbours(IndexSearcher searcher, List<ScoreDoc> hits, int k)
      throws IOException {
    List<Neighbour> neighbours = new ArrayList<>();
    for (ScoreDoc hit : hits.subList(0, Math.min(k, hits.size()))) {
      // Lucene's score of a dot product d is (1 + d) / 2, and never below 0.
      double cosine = Math.min(1, 2.0 * hit.score - 1);
      neighbours.add(new Neighbour(studyId(searcher, hit.doc), cosine));
    }
    return neighbours;
  }

  private static String studyId(IndexSearcher searcher, int doc) throws IOException {
    List<LeafReaderContext> leaves = searcher.getIndexReader().leaves();
    LeafReaderContext leaf = leaves.get(ReaderUtil.subIndex(doc, leaves));
    BinaryDocValues studies = leaf.reader().getBinaryDocValues(LuceneIndex.STUDY);
    studies.advanceExact(doc - leaf.docBase);
    return studies.binaryValue().utf8ToString();
  }

  /** Makes one segment of all, which takes long and makes searches a little faster. */
  public void mergeAll() {
    index.mergeAll();
  }

  /** How many segments there are. */
  public int segments() {
    return index.search(searcher -> searcher.getIndexReader().leaves().size());
  }

  public void refresh() {
    index.refresh();
  }

  public void commit() {
    index.commit(Map.of());
  }

  CommitHold hold() {
    return index.hold();
  }

  void purge() {
    index.purge();
  }

  public int size() {
    return index.size();
  }

  @Override
  public void close() {
    index.close();
  }
}
