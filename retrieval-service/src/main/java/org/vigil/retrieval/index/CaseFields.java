package org.vigil.retrieval.index;

import java.util.Locale;
import java.util.Map;
import org.apache.lucene.document.Document;
import org.apache.lucene.document.Field;
import org.apache.lucene.document.IntPoint;
import org.apache.lucene.document.LongPoint;
import org.apache.lucene.document.StringField;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.schemas.word.Words;

/**
 * The fields of a study's document that look-ups filter by. Words are in lower case, so that a
 * filter need not match a sender's capitals.
 */
final class CaseFields {
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
  static final String AGE = "age";
  static final String RECEIVED = "received";

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

  /** Adds a study's fields to its document. */
  static void add(Document document, StudyEntry study, StudyFacts facts) {
    access(document, study, facts);
    put(document, SITE, facts.site());
    put(document, KIND, Words.of(facts.kind()));
    facts.roles().forEach(role -> put(document, ROLE, Words.of(role)));
    facts.sex().ifPresent(sex -> put(document, SEX, sex));
    facts.bodySite().ifPresent(place -> put(document, BODY_SITE, place));
    facts.device().ifPresent(device -> put(document, DEVICE, device));
    facts.patient().ifPresent(patient -> put(document, PATIENT, patient));
    facts.images().forEach(image -> put(document, IMAGE, image));
    facts.age().ifPresent(age -> document.add(new IntPoint(AGE, age)));
    document.add(new LongPoint(RECEIVED, facts.receivedAt().toEpochMilli()));
    study.verdict().ifPresent(verdict -> findings(document, verdict.findings()));
  }

  /** A case whose patient said no has no word here, so that no look-up can find it. */
  private static void access(Document document, StudyEntry study, StudyFacts facts) {
    if (!facts.reuse().orElse(true)) {
      return;
    }
    String access = facts.reuse().isPresent() ? agreed(facts.site()) : unasked(facts.site());
    document.add(new StringField(ACCESS, access, Field.Store.NO));
    if (study.verdict().isPresent()) {
      document.add(new StringField(CONFIRMED_ACCESS, access, Field.Store.NO));
      document.add(new StringField(READ, YES, Field.Store.NO));
    }
  }

  private static void findings(Document document, Map<String, Boolean> findings) {
    findings.forEach((finding, present) -> put(document, present ? PRESENT : ABSENT, finding));
  }

  private static void put(Document document, String field, String value) {
    document.add(new StringField(field, word(value), Field.Store.NO));
  }
}
