package org.vigil.retrieval.opensearch;

import java.util.List;
import org.opensearch.client.json.JsonData;
import org.opensearch.client.opensearch._types.FieldValue;
import org.opensearch.client.opensearch._types.query_dsl.Query;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.index.CaseConditions;
import org.vigil.retrieval.index.Condition;

/** Says conditions in OpenSearch's query language. */
final class CaseQueryBodies {
  private CaseQueryBodies() {}

  /** The cases that may be seen and pass. */
  static Query allowed(CaseFilter filter, Visibility visibility) {
    List<Query> all = queries(CaseConditions.allowed(filter, visibility));
    return Query.of(q -> q.bool(b -> b.filter(all)));
  }

  /** Of these, the ones that are an answer to somebody. */
  static Query allowed(CaseFilter filter, Visibility visibility, Likeness like) {
    List<Query> all = queries(CaseConditions.allowed(filter, visibility));
    List<Query> own = queries(CaseConditions.own(like));
    return Query.of(q -> q.bool(b -> own.isEmpty() ? b.filter(all) : b.filter(all).mustNot(own)));
  }

  private static List<Query> queries(List<? extends Condition> conditions) {
    return conditions.stream().map(CaseQueryBodies::query).toList();
  }

  static Query query(Condition condition) {
    return switch (condition) {
      case Condition.AnyOf any -> anyOf(any);
      case Condition.Between between ->
          Query.of(
              q ->
                  q.range(
                      r ->
                          r.field(between.field())
                              .gte(JsonData.of(between.least()))
                              .lte(JsonData.of(between.most()))));
    };
  }

  private static Query anyOf(Condition.AnyOf any) {
    List<FieldValue> words = any.words().stream().map(FieldValue::of).toList();
    return Query.of(q -> q.terms(t -> t.field(any.field()).terms(v -> v.value(words))));
  }
}
