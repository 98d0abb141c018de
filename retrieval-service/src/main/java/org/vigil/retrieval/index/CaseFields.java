package org.vigil.retrieval.index;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.schemas.word.Words;

/**
 * What look-ups filter by, as fields of words and numbers that every engine can hold. Words are in
 * lower case, so that a filter need not match a sender's capitals.
 */
public final class CaseFields {
  /** The StudyId, as it stands. */
  static final String STUDY = "study";

  /** Site and consent as one word, so that one term says who may see the case. */
  static final String ACCESS = "access";

  /** The same, of cases with a verdict only: most look-ups ask for nothing else. */
  static final String CONFIRMED_ACCESS = "confirmed-access";

  /** Whether a case has a verdict. */
  static final String READ = "read";

  static final String YES = "yes";
  static final String SITE = "site";
  static final String KIND = "kind";
  static final String ROLE = "role";
  static final String SEX = "sex";
  static final String BODY_SITE = "body-site";
  static final String DEVICE = "device";
  static final String PATIENT = "patient";
  static final String IMAGE = "image";
  static final String PRESENT = "present";
  static final String ABSENT = "absent";

  /** Years. */
  static final String AGE = "age";

  /** Milliseconds since 1970. */
  static final String RECEIVED = "received";

  /** The fields that hold words. */
  public static final List<String> WORDS =
      List.of(
          STUDY,
          ACCESS,
          CONFIRMED_ACCESS,
          READ,
          SITE,
          KIND,
          ROLE,
          SEX,
          BODY_SITE,
          DEVICE,
          PATIENT,
          IMAGE,
          PRESENT,
          ABSENT);

  /** The fields that hold a number. */
  public static final List<String> NUMBERS = List.of(AGE, RECEIVED);

  private CaseFields() {}

  /** What {@link #ACCESS} says of a case whose patient agreed that it serves others. */
  static String agreed(String site) {
    return site + " agreed";
  }

  /** What {@link #ACCESS} says of a case whose patient nobody asked. */
  static String unasked(String site) {
    return site + " unasked";
  }

  static String word(String text) {
    return text.strip().toLowerCase(Locale.ROOT);
  }

  /** The words of a study that has facts, by field; one that has none is absent. */
  public static Map<String, List<String>> words(StudyEntry study) {
    StudyFacts facts = study.facts().orElseThrow();
    Map<String, List<String>> words = new TreeMap<>();
    words.put(STUDY, List.of(study.studyId()));
    access(words, study, facts);
    put(words, SITE, Optional.of(facts.site()));
    put(words, KIND, Optional.of(Words.of(facts.kind())));
    put(words, SEX, facts.sex());
    put(words, BODY_SITE, facts.bodySite());
    put(words, DEVICE, facts.device());
    put(words, PATIENT, facts.patient());
    words.put(ROLE, facts.roles().stream().map(Words::of).toList());
    words.put(IMAGE, facts.images().stream().map(CaseFields::word).toList());
    study.verdict().ifPresent(verdict -> findings(words, verdict.findings()));
    return words;
  }

  /** A case whose patient said no has no word here, so that no look-up can find it. */
  private static void access(Map<String, List<String>> words, StudyEntry study, StudyFacts facts) {
    if (!facts.reuse().orElse(true)) {
      return;
    }
    String access = facts.reuse().isPresent() ? agreed(facts.site()) : unasked(facts.site());
    words.put(ACCESS, List.of(access));
    if (study.verdict().isPresent()) {
      words.put(CONFIRMED_ACCESS, List.of(access));
      words.put(READ, List.of(YES));
    }
  }

  private static void findings(Map<String, List<String>> words, Map<String, Boolean> findings) {
    findings.forEach(
        (finding, present) ->
            words
                .computeIfAbsent(present ? PRESENT : ABSENT, field -> new ArrayList<>())
                .add(word(finding)));
  }

  private static void put(Map<String, List<String>> words, String field, Optional<String> value) {
    value.ifPresent(text -> words.put(field, List.of(word(text))));
  }

  /** The numbers of a study that has facts, by field; one that is not known is absent. */
  public static Map<String, Long> numbers(StudyEntry study) {
    StudyFacts facts = study.facts().orElseThrow();
    Map<String, Long> numbers = new HashMap<>();
    facts.age().ifPresent(age -> numbers.put(AGE, (long) age));
    numbers.put(RECEIVED, facts.receivedAt().toEpochMilli());
    return numbers;
  }
}
