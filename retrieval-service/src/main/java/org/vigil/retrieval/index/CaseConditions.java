package org.vigil.retrieval.index;

import java.time.Instant;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.retrieval.index.Condition.AnyOf;
import org.vigil.retrieval.index.Condition.Between;
import org.vigil.schemas.word.Words;

/** Says filters, visibility and exclusions as conditions over {@link CaseFields}. */
public final class CaseConditions {
  private CaseConditions() {}

  /** What the cases that may be seen and pass all are. */
  public static List<Condition> allowed(CaseFilter filter, Visibility visibility) {
    List<Condition> all = new ArrayList<>();
    String access = filter.onlyWithVerdict() ? CaseFields.CONFIRMED_ACCESS : CaseFields.ACCESS;
    all.add(new AnyOf(access, access(visibility)));
    filter.kind().ifPresent(kind -> all.add(AnyOf.word(CaseFields.KIND, Words.of(kind))));
    filter.role().ifPresent(role -> all.add(AnyOf.word(CaseFields.ROLE, Words.of(role))));
    filter.sex().ifPresent(sex -> all.add(AnyOf.word(CaseFields.SEX, sex)));
    all.addAll(openWords(filter).values());
    all.addAll(ranges(filter));
    return all;
  }

  private static List<String> access(Visibility visibility) {
    List<String> words = new ArrayList<>();
    words.add(CaseFields.agreed(visibility.site()));
    visibility.sharingSites().stream().sorted().map(CaseFields::agreed).forEach(words::add);
    if (visibility.consent() == Visibility.ConsentRule.ACROSS_SITES) {
      words.add(CaseFields.unasked(visibility.site()));
    }
    return words;
  }

  /** The filter's words that come from no fixed list, by the filter's name. */
  public static Map<String, AnyOf> openWords(CaseFilter filter) {
    Map<String, AnyOf> words = new LinkedHashMap<>();
    put(words, "finding", CaseFields.PRESENT, filter.confirmed());
    put(words, "excluded", CaseFields.ABSENT, filter.excluded());
    put(words, "bodySite", CaseFields.BODY_SITE, filter.bodySite());
    put(words, "site", CaseFields.SITE, filter.site());
    put(words, "device", CaseFields.DEVICE, filter.device());
    return words;
  }

  private static void put(
      Map<String, AnyOf> words, String name, String field, Optional<String> value) {
    value.ifPresent(word -> words.put(name, AnyOf.word(field, CaseFields.word(word))));
  }

  private static List<Between> ranges(CaseFilter filter) {
    List<Between> ranges = new ArrayList<>();
    filter
        .age()
        .ifPresent(band -> ranges.add(new Between(CaseFields.AGE, band.youngest(), band.oldest())));
    if (filter.from().isPresent() || filter.until().isPresent()) {
      long from = filter.from().map(Instant::toEpochMilli).orElse(Long.MIN_VALUE);
      long until = filter.until().map(last -> last.toEpochMilli() - 1).orElse(Long.MAX_VALUE);
      ranges.add(new Between(CaseFields.RECEIVED, from, until));
    }
    return ranges;
  }

  /** Each of these makes a study no answer: the one that asks, and those of the same patient. */
  public static List<AnyOf> own(Likeness like) {
    List<AnyOf> any = new ArrayList<>();
    like.study().ifPresent(study -> any.add(AnyOf.word(CaseFields.STUDY, study)));
    like.patient().ifPresent(p -> any.add(AnyOf.word(CaseFields.PATIENT, CaseFields.word(p))));
    if (!like.images().isEmpty()) {
      any.add(
          new AnyOf(
              CaseFields.IMAGE, like.images().stream().map(CaseFields::word).sorted().toList()));
    }
    return any;
  }

  /** The studies with a verdict that anybody may see. */
  public static AnyOf read() {
    return AnyOf.word(CaseFields.READ, CaseFields.YES);
  }
}
