package org.vigil.retrieval.index;

import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.apache.lucene.document.BinaryDocValuesField;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.KnnFloatVectorField;
import org.apache.lucene.document.LongPoint;
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
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;

/**
 * The vectors of one embedding space in an HNSW graph (Malkov and Yashunin, doi
 * 10.1109/TPAMI.2018.2889473). Threads as {@link LuceneIndex}.
 */
public final class SpaceIndex implements CaseIndex {
  private static final String VECTOR = "vector";

  /** Candidates of a search at least (ef): recall@10 at 100,000 vectors is 0.999. */
  private static final int CANDIDATES = 100;

  /** From so many of one patient's studies on, the filter leaves them out. */
  private static final int MOST_OWN = 200;

  private final LuceneIndex index;
  private final NearestSearch search;
  private final FullVectorRanking ranking;

  /** Opens the index in a folder; makes an empty one where there is none. */
  public SpaceIndex(Path folder, VectorStorage storage) {
    this(folder, storage, SearchRule.CHEAPER);
  }

  SpaceIndex(Path folder, VectorStorage storage, SearchRule rule) {
    this.index = LuceneIndex.open(folder, storage);
    this.search = new NearestSearch(VECTOR, rule);
    this.ranking = new FullVectorRanking(VECTOR, storage);
  }

  @Override
  public void put(StudyEntry study, UnitVector vector) {
    Document document = new Document();
    document.add(new BinaryDocValuesField(LuceneIndex.STUDY, new BytesRef(study.studyId())));
    CaseFields.words(study)
        .forEach(
            (field, words) ->
                words.forEach(word -> document.add(new StringField(field, word, Field.Store.NO))));
    CaseFields.numbers(study)
        .forEach((field, number) -> document.add(new LongPoint(field, number)));
    document.add(
        new KnnFloatVectorField(VECTOR, vector.toArray(), VectorSimilarityFunction.DOT_PRODUCT));
    index.replace(study.studyId(), document);
  }

  @Override
  public void remove(String studyId) {
    index.remove(studyId);
  }

  @Override
  public Optional<UnitVector> vector(String studyId) {
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

  @Override
  public Optional<Integer> width() {
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

  @Override
  public Optional<String> unknownWord(CaseFilter filter) {
    return index.search(
        searcher -> {
          for (var word : CaseConditions.openWords(filter).entrySet()) {
            if (searcher.search(CaseQueries.query(word.getValue()), 1).scoreDocs.length == 0) {
              return Optional.of(word.getKey());
            }
          }
          return Optional.empty();
        });
  }

  @Override
  public List<String> sample(int most) {
    return index.search(
        searcher -> {
          Query verdict = CaseQueries.query(CaseConditions.read());
          ScoreDoc[] read = searcher.search(verdict, searcher.count(verdict) + 1).scoreDocs;
          int many = Math.min(most, read.length);
          List<ScoreDoc> drawn = new ArrayList<>();
          for (int i = 0; i < many; i++) {
            drawn.add(read[(int) ((long) i * read.length / many)]);
          }
          return List.copyOf(studyIds(searcher, drawn).values());
        });
  }

  @Override
  public int count(CaseFilter filter, Visibility visibility) {
    return index.search(searcher -> searcher.count(CaseQueries.allowed(filter, visibility)));
  }

  @Override
  public List<Neighbour> nearest(Likeness like, int k, CaseFilter filter, Visibility visibility) {
    return nearest(like, k, filter, visibility, CANDIDATES);
  }

  /**
   * Likewise.
   *
   * @param candidates of a walk through the graph (ef), at least k
   */
  public List<Neighbour> nearest(
      Likeness like, int k, CaseFilter filter, Visibility visibility, int candidates) {
    Query allowed = CaseQueries.allowed(filter, visibility);
    float[] target = like.vector().toArray();
    return index.search(
        searcher -> {
          Set<Integer> own = like.isNobodys() ? Set.of() : own(searcher, like);
          boolean many = own.size() >= MOST_OWN;
          // Asking for more and leaving some out keeps the filter the same for every study, so
          // that what passes it is known already.
          int more = many ? 0 : own.size();
          int wanted = ranking.wanted(k) + more;
          int kept = Math.max(Math.max(candidates, 2 * k) + more, wanted);
          Query passing = many ? CaseQueries.without(allowed, like) : allowed;
          List<ScoreDoc> hits = search.nearest(searcher, target, wanted, kept, passing);
          hits.removeIf(hit -> own.contains(hit.doc));
          return neighbours(searcher, ranking.best(searcher, hits, target), k);
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

  private static List<Neighbour> neighbours(IndexSearcher searcher, List<ScoreDoc> hits, int k)
      throws IOException {
    List<ScoreDoc> shown = hits.subList(0, Math.min(k, hits.size()));
    Map<Integer, String> names = studyIds(searcher, shown);
    // Lucene's score of a dot product d is (1 + d) / 2, and never below 0.
    return shown.stream()
        .map(hit -> new Neighbour(names.get(hit.doc), Math.min(1, 2.0 * hit.score - 1)))
        .toList();
  }

  private static Map<Integer, String> studyIds(IndexSearcher searcher, List<ScoreDoc> hits)
      throws IOException {
    Map<Integer, String> names = new HashMap<>();
    HitsByLeaf.visit(
        searcher,
        hits,
        (leaf, some) -> {
          BinaryDocValues studies = leaf.reader().getBinaryDocValues(LuceneIndex.STUDY);
          for (ScoreDoc hit : some) {
            studies.advanceExact(hit.doc - leaf.docBase);
            names.put(hit.doc, studies.binaryValue().utf8ToString());
          }
        });
    return names;
  }

  /** Makes one segment of all, which takes long and makes searches a little faster. */
  public void mergeAll() {
    index.mergeAll();
  }

  @Override
  public boolean settle() {
    return index.settle();
  }

  /** How many segments there are. */
  public int segments() {
    return index.search(searcher -> searcher.getIndexReader().leaves().size());
  }

  @Override
  public void refresh() {
    index.refresh();
  }

  @Override
  public void commit() {
    index.commit(Map.of());
  }

  @Override
  public CommitHold hold() {
    return index.hold();
  }

  @Override
  public void purge() {
    index.purge();
  }

  @Override
  public int size() {
    return index.size();
  }

  @Override
  public void close() {
    index.close();
  }
}
