package org.vigil.retrieval.opensearch;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch.OpenSearchClient;
import org.opensearch.client.opensearch._types.OpenSearchException;
import org.opensearch.client.opensearch._types.Refresh;
import org.opensearch.client.opensearch._types.mapping.Property;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.opensearch.client.opensearch.core.BulkResponse;
import org.opensearch.client.opensearch.core.SearchResponse;
import org.opensearch.client.opensearch.core.bulk.BulkOperation;
import org.opensearch.client.opensearch.core.search.Hit;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.index.CaseConditions;
import org.vigil.retrieval.index.CaseIndex;
import org.vigil.retrieval.index.CommitHold;
import org.vigil.retrieval.index.Condition;
import org.vigil.retrieval.index.Neighbour;

/**
 * One space's vectors in an OpenSearch index. Changes wait until the next refresh, which sends them
 * in one bulk; what the cluster has acknowledged lies in its transaction log and so is durable.
 */
final class OpenSearchCaseIndex implements CaseIndex {
  /** Candidates of a walk at least (ef): the engine keeps as many as it is asked for. */
  private static final int CANDIDATES = 100;

  private final OpenSearchClient client;
  private final String name;
  private final OpenSearchSettings settings;
  private final List<BulkOperation> waiting = new ArrayList<>();
  private volatile boolean exists;

  OpenSearchCaseIndex(
      OpenSearchClient client, String name, boolean exists, OpenSearchSettings settings) {
    this.client = client;
    this.name = name;
    this.exists = exists;
    this.settings = settings;
  }

  @Override
  public void put(StudyEntry study, UnitVector vector) {
    if (!exists) {
      create(vector.width());
    }
    Map<String, Object> document = CaseDocuments.document(study, vector);
    waiting.add(BulkOperation.of(o -> o.index(i -> i.id(study.studyId()).document(document))));
  }

  private void create(int width) {
    run(
        () ->
            client
                .indices()
                .create(
                    c ->
                        c.index(name)
                            .settings(
                                s ->
                                    s.knn(true)
                                        .numberOfShards(settings.shards())
                                        .numberOfReplicas(settings.replicas()))
                            .mappings(CaseDocuments.mapping(width))));
    exists = true;
  }

  @Override
  public void remove(String studyId) {
    if (exists) {
      waiting.add(BulkOperation.of(o -> o.delete(d -> d.id(studyId))));
    }
  }

  @Override
  public void refresh() {
    if (waiting.isEmpty()) {
      return;
    }
    BulkResponse done =
        run(() -> client.bulk(b -> b.index(name).refresh(Refresh.True).operations(waiting)));
    if (done.errors()) {
      throw new UncheckedIOException(
          new IOException("OpenSearch refused some of %d changes".formatted(waiting.size())));
    }
    waiting.clear();
  }

  @Override
  public void commit() {
    refresh();
  }

  @Override
  public void purge() {
    if (exists) {
      run(() -> client.indices().forcemerge(f -> f.index(name).onlyExpungeDeletes(true)));
    }
  }

  /** The cluster merges as it is told to. */
  @Override
  public boolean settle() {
    return false;
  }

  @Override
  public CommitHold hold() {
    return CommitHold.nothing();
  }

  @Override
  public Optional<UnitVector> vector(String studyId) {
    if (!exists) {
      return Optional.empty();
    }
    return Optional.ofNullable(
            run(() ->
                    client.get(
                        g -> g.index(name).id(studyId).sourceIncludes(CaseDocuments.VECTOR),
                        StoredVector.class))
                .source())
        .map(stored -> UnitVector.of(stored.vector()));
  }

  /** The part of a document that is read back. */
  record StoredVector(float[] vector) {}

  @Override
  public Optional<Integer> width() {
    if (!exists) {
      return Optional.empty();
    }
    return run(() -> client.indices().getMapping(m -> m.index(name))).result().values().stream()
        .map(index -> index.mappings().properties().get(CaseDocuments.VECTOR))
        .filter(Property::isKnnVector)
        .map(property -> property.knnVector().dimension())
        .findFirst();
  }

  @Override
  public List<Neighbour> nearest(Likeness like, int k, CaseFilter filter, Visibility visibility) {
    if (!exists) {
      return List.of();
    }
    List<Float> target = new ArrayList<>();
    for (float value : like.vector().toArray()) {
      target.add(value);
    }
    Query allowed = CaseQueryBodies.allowed(filter, visibility, like);
    int candidates = Math.max(CANDIDATES, 2 * k);
    Query nearest =
        Query.of(
            q ->
                q.knn(
                    n ->
                        n.field(CaseDocuments.VECTOR)
                            .vector(target)
                            .k(candidates)
                            .filter(allowed)));
    return hits(nearest, k).stream().map(OpenSearchCaseIndex::neighbour).toList();
  }

  /** The engine's score of a cosine c is (1 + c) / 2. */
  private static Neighbour neighbour(Hit<Void> hit) {
    return new Neighbour(hit.id(), Math.clamp(2 * hit.score() - 1, -1, 1));
  }

  private List<Hit<Void>> hits(Query query, int most) {
    SearchResponse<Void> found =
        run(
            () ->
                client.search(
                    s -> s.index(name).size(most).source(c -> c.fetch(false)).query(query),
                    Void.class));
    return found.hits().hits();
  }

  @Override
  public int count(CaseFilter filter, Visibility visibility) {
    return count(CaseQueryBodies.allowed(filter, visibility));
  }

  private int count(Query query) {
    return exists
        ? Math.toIntExact(run(() -> client.count(c -> c.index(name).query(query))).count())
        : 0;
  }

  @Override
  public Optional<String> unknownWord(CaseFilter filter) {
    for (Map.Entry<String, Condition.AnyOf> word : CaseConditions.openWords(filter).entrySet()) {
      if (count(CaseQueryBodies.query(word.getValue())) == 0) {
        return Optional.of(word.getKey());
      }
    }
    return Optional.empty();
  }

  @Override
  public List<String> sample(int most) {
    if (!exists) {
      return List.of();
    }
    Query read = CaseQueryBodies.query(CaseConditions.read());
    Query drawn =
        Query.of(
            q ->
                q.functionScore(
                    f ->
                        f.query(read)
                            .functions(
                                fn ->
                                    fn.randomScore(r -> r.seed(JsonData.of(1)).field("_seq_no")))));
    return hits(drawn, most).stream().map(Hit::id).toList();
  }

  @Override
  public int size() {
    return count(Query.of(q -> q.matchAll(m -> m)));
  }

  /** The connections are not this index's own. */
  @Override
  public void close() {
    waiting.clear();
  }

  private static <T> T run(Request<T> request) {
    try {
      return request.send();
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    } catch (OpenSearchException e) {
      throw new UncheckedIOException(new IOException(e));
    }
  }

  @FunctionalInterface
  private interface Request<T> {
    T send() throws IOException;
  }
}
