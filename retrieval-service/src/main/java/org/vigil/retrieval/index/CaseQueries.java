package org.vigil.retrieval.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.apache.lucene.document.IntPoint;
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
import org.vigil.schemas.word.Words;

/** Says filters, visibility and exclusions as Lucene queries over {@link CaseFields}. */
final class CaseQueries {
  private CaseQueries() {}

  /** The cases that may be seen and pass. */
  static Query allowed(CaseFilter filter, Visibility visibility) {
    BooleanQuery.Builder all = new BooleanQuery.Builder();
    String access = filter.onlyWithVerdict() ? CaseFields.CONFIRMED_ACCESS : CaseFields.ACCESS;
    all.add(in(access, access(visibility)), Occur.FILTER);
    words(filter).values().forEach(word -> all.add(word, Occur.FILTER));
    ranges(filter).forEach(range -> all.add(range, Occur.FILTER));
    return all.build();
  }

  private static List<String> access(Visibility visibility) {
    List<String> words = new ArrayList<>();
    words.add(CaseFields.agreed(visibility.site()));
    visibility.sharingSites().forEach(site -> words.add(CaseFields.agreed(site)));
    if (visibility.consent() == Visibility.ConsentRule.ACROSS_SITES) {
      words.add(CaseFields.unasked(visibility.site()));
    }
    return words;
  }

  /** The filter's words that can be looked up as they stand, by the filter's name. */
  static Map<String, Query> words(CaseFilter filter) {
    Map<String, Query> words = new LinkedHashMap<>();
    filter.kind().ifPresent(kind -> words.put("kind", is(CaseFields.KIND, Words.of(kind))));
    filter.role().ifPresent(role -> words.put("role", is(CaseFields.ROLE, Words.of(role))));
    filter.sex().ifPresent(sex -> words.put("sex", is(CaseFields.SEX, sex)));
    words.putAll(openWords(filter));
    return words;
  }

  /** Those of them that come from no fixed list. */
  static Map<String, Query> openWords(CaseFilter filter) {
    Map<String, Query> words = new LinkedHashMap<>();
    put(words, "finding", CaseFields.PRESENT, filter.confirmed());
    put(words, "excluded", CaseFields.ABSENT, filter.excluded());
    put(words, "bodySite", CaseFields.BODY_SITE, filter.bodySite());
    put(words, "site", CaseFields.SITE, filter.site());
    put(words, "device", CaseFields.DEVICE, filter.device());
    return words;
  }

  private static void put(
      Map<String, Query> words, String name, String field, Optional<String> value) {
    value.ifPresent(word -> words.put(name, is(field, CaseFields.word(word))));
  }

  private static List<Query> ranges(CaseFilter filter) {
    List<Query> ranges = new ArrayList<>();
    filter
        .age()
        .ifPresent(
            band ->
                ranges.add(IntPoint.newRangeQuery(CaseFields.AGE, band.youngest(), band.oldest())));
    if (filter.from().isPresent() || filter.until().isPresent()) {
      long from = filter.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
      long until = filter.until().map(last -> last.toEpochMilli() - 1).orElse(Long.MAX_VALUE);
      ranges.add(LongPoint.newRangeQuery(CaseFields.RECEIVED, from, until));
    }
    return ranges;
  }

  /** The studies that are no answer: the one that asks, and those of the same patient. */
  static Query own(Likeness like) {
    BooleanQuery.Builder any = new BooleanQuery.Builder();
    like.study().ifPresent(study -> any.add(is(LuceneIndex.STUDY, study), Occur.SHOULD));
    like.patient().ifPresent(patient -> any.add(is(CaseFields.PATIENT, patient), Occur.SHOULD));
    if (!like.images().isEmpty()) {
      any.add(in(CaseFields.IMAGE, like.images()), Occur.SHOULD);
    }
    return any.build();
  }

  /** What is allowed, less those. */
  static Query without(Query allowed, Likeness like) {
    return new BooleanQuery.Builder()
        .add(allowed, Occur.FILTER)
        .add(own(like), Occur.MUST_NOT)
        .build();
  }

  /** The studies with a verdict that anybody may see. */
  static Query read() {
    return is(CaseFields.READ, CaseFields.YES);
  }

  static Query is(String field, String value) {
    return new TermQuery(new Term(field, value));
  }

  private static Query in(String field, Iterable<String> values) {
    List<BytesRef> terms = new ArrayList<>();
    values.forEach(value -> terms.add(new BytesRef(value)));
    return new TermInSetQuery(field, terms);
  }
}
