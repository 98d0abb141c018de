package org.vigil.retrieval.index;

import java.util.List;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.index.Term;
import org.apache.lucene.search.BooleanClause.Occur;
import org.apache.lucene.search.BooleanQuery;
import org.apache.lucene.search.Query;
import org.apache.lucene.search.TermInSetQuery;
import org.apache.lucene.search.TermQuery;
import org.apache.lucene.util.BytesRef;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.Visibility;

/** Says {@link CaseConditions} as Lucene queries. */
final class CaseQueries {
  private CaseQueries() {}

  /** The cases that may be seen and pass. */
  static Query allowed(CaseFilter filter, Visibility visibility) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    CaseConditions.allowed(filter, visibility)
        .forEach(condition -> all.add(query(condition), Occur.FILTER));
    return all.build();
  }

  /** The studies that are no answer: the one that asks, and those of the same patient. */
  static Query own(Likeness like) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    CaseConditions.own(like).forEach(condition -> any.add(query(condition), Occur.SHOULD));
    return any.build();
  }

  /** What is allowed, less those. */
  static Query without(Query allowed, Likeness like) {
    return new BooleanQuery.Builder()
        .add(allowed, Occur.FILTER)
        .add(own(like), Occur.MUST_NOT)
        .build();
  }

  static Query query(Condition condition) {
    return switch (condition) {
      case Condition.AnyOf any when any.words().size() == 1 ->
          is(any.field(), any.words().getFirst());
      case Condition.AnyOf any -> in(any.field(), any.words());
      case Condition.Between between ->
          LongPoint.newRangeQuery(between.field(), between.least(), between.most());
    };
  }

  static Query is(String field, String value) {
    return new TermQuery(new Term(field, value));
  }

  private static Query in(String field, List<String> words) {
    return new TermInSetQuery(field, words.stream().map(BytesRef::new).toList());
  }
}
