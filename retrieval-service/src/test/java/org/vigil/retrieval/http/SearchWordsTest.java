package org.vigil.retrieval.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.vigil.platform.problem.ProblemException;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.CaseFilter.AgeBand;
import org.vigil.retrieval.lookup.Wanted;
import org.vigil.schemas.event.ImageRole;
import org.vigil.schemas.event.StudyKind;

class SearchWordsTest {
  @Test
  void withoutAWordTheTenNearestConfirmedCasesAreMeant() {
    assertEquals(new Wanted(10, CaseFilter.CONFIRMED, 0), SearchWords.read(Map.of()));
  }

  @Test
  void everyWordHasItsMeaning() {
    Wanted wanted =
        SearchWords.read(
            Map.ofEntries(
                Map.entry("k", "3"),
                Map.entry("diversity", "0.5"),
                Map.entry("kind", "skin"),
                Map.entry("role", "dermoscopic"),
                Map.entry("finding", "MEL"),
                Map.entry("excluded", "NV"),
                Map.entry("bodySite", "lower extremity"),
                Map.entry("sex", "female"),
                Map.entry("age", "40-59"),
                Map.entry("site", "oslo"),
                Map.entry("device", "X-1"),
                Map.entry("from", "2026-01-01"),
                Map.entry("until", "2026-02-01"),
                Map.entry("verdict", "any")));
    CaseFilter filter =
        new CaseFilter(
            Optional.of(StudyKind.SKIN),
            Optional.of(ImageRole.DERMOSCOPIC),
            Optional.of("MEL"),
            Optional.of("NV"),
            Optional.of("lower extremity"),
            Optional.of("female"),
            Optional.of(new AgeBand(40, 59)),
            Optional.of("oslo"),
            Optional.of("X-1"),
            Optional.of(Instant.parse("2026-01-01T00:00:00Z")),
            Optional.of(Instant.parse("2026-02-01T00:00:00Z")),
            false);
    assertEquals(new Wanted(3, filter, 0.5), wanted);
  }

  @ParameterizedTest
  @CsvSource({
    "k,0",
    "k,101",
    "k,1000000",
    "k,99999999999",
    "k,ten",
    "k,1.5",
    "k,-1",
    "diversity,2",
    "diversity,NaN",
    "diversity,-0.1",
    "diversity,much",
    "kind,horse",
    "role,hoof",
    "sex,x",
    "verdict,perhaps",
    "site,No Site!",
    "age,60-40",
    "age,old",
    "age,0-999",
    "age,-1-5",
    "age,40",
    "from,yesterday",
    "until,2026-13-01"
  })
  void whatMakesNoSenseIsRefusedByItsName(String name, String value) {
    ProblemException refused =
        assertThrows(ProblemException.class, () -> SearchWords.read(Map.of(name, value)));
    assertEquals(400, refused.problem().status());
    assertEquals(name, refused.problem().instance());
  }

  @Test
  void anUnknownWordAnEmptyOneAndATimeThatEndsBeforeItBeginsAreRefused() {
    assertThrows(ProblemException.class, () -> SearchWords.read(Map.of("colour", "red")));
    assertThrows(ProblemException.class, () -> SearchWords.read(Map.of("finding", " ")));
    assertThrows(
        ProblemException.class, () -> SearchWords.read(Map.of("finding", "x".repeat(201))));
    assertThrows(
        ProblemException.class,
        () -> SearchWords.read(Map.of("from", "2026-02-01", "until", "2026-02-01")));
  }
}
