package org.vigil.retrieval.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility.ConsentRule;
import org.vigil.retrieval.feed.ActiveSpaces;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.LibraryChanges;
import org.vigil.retrieval.index.TestEvents;
import org.vigil.schemas.event.BundlePromoted;
import org.vigil.schemas.event.BundleRef;
import org.vigil.schemas.event.StudyScored;

class SimilarCasesTest {
  private static final List<Float> EAST = List.of(1f, 0f);

  @TempDir Path folder;
  private final ActiveSpaces active = new ActiveSpaces();
  private CaseLibrary library;
  private SimilarCases cases;

  @BeforeEach
  void threeSitesWithAConfirmedCaseEach() {
    library = CaseLibrary.open(folder);
    cases = cases(0.9);
    LibraryChanges changes = library.change();
    for (String site : List.of("oslo", "bergen", "open")) {
      changes.scored(
          TestEvents.of(TestEvents.scored("case-" + site, site, EAST), "p-" + site, true));
      changes.verdict(TestEvents.verdict("case-" + site, "ann", "Pneumonia", 1));
    }
    StudyScored asked =
        StudyScored.newBuilder(TestEvents.scored("asked", "oslo", List.of(0.99f, 0.1f)))
            .setShadow(TestEvents.outcome("asked", "chest-xray/2.0", List.of(1f, 1f, 1f)))
            .build();
    changes.scored(asked);
    changes.verdict(TestEvents.verdict("asked", "ann", "Normal", 1));
    changes.scored(TestEvents.abstained("silent", "oslo"));
    changes.apply();
  }

  @AfterEach
  void close() {
    library.close();
  }

  private List<String> shown(String study) {
    return cases.to(study, Wanted.nearest(10)).orElseThrow().cases().stream()
        .map(SimilarCase::studyId)
        .sorted()
        .toList();
  }

  @Test
  void anotherSitesCaseIsShownOnlyWhereThatSiteShares() {
    assertEquals(List.of("case-open", "case-oslo"), shown("asked"));
    assertEquals(List.of("case-open"), shown("case-bergen"));
  }

  @Test
  void theNearestCaseDecidesWhetherAnythingIsClose() {
    SimilarAnswer answer = cases.to("asked", Wanted.nearest(1)).orElseThrow();
    assertTrue(answer.closeEnough());
    assertEquals(1, answer.cases().size());
    assertEquals(
        TestEvents.imageId(answer.cases().get(0).studyId(), "b"),
        answer.cases().get(0).facts().picture().orElseThrow().imageId());
    assertFalse(cases(0.9999).to("asked", Wanted.nearest(1)).orElseThrow().closeEnough());
  }

  @Test
  void aStudyWithoutAnEmbeddingHasNothingCloseAndAnUnknownOneIsUnknown() {
    SimilarAnswer silent = cases.to("silent", Wanted.nearest(10)).orElseThrow();
    assertEquals(List.of(), silent.cases());
    assertFalse(silent.closeEnough());
    assertEquals(Optional.empty(), cases.to("nobody", Wanted.nearest(10)));
  }

  @Test
  void theActiveBundlesSpaceServes() {
    active.promoted(promotion("2.0"));
    assertEquals(
        "2.0", cases.to("asked", Wanted.nearest(10)).orElseThrow().space().orElseThrow().version());
    assertEquals(List.of(), shown("asked"));
    active.promoted(promotion("1.0"));
    assertEquals(
        "1.0", cases.to("asked", Wanted.nearest(10)).orElseThrow().space().orElseThrow().version());
  }

  @Test
  void aStudyThatTheNewBundleHasNotSeenIsComparedWhereItWasScored() {
    active.promoted(promotion("2.0"));
    assertEquals(List.of("asked", "case-open"), shown("case-oslo"));
  }

  @Test
  void withTheArchiveEmbeddedAPromotionSwitchesWholeAndARollbackBack() {
    LibraryChanges changes = library.change();
    for (String site : List.of("oslo", "bergen", "open")) {
      String study = "case-" + site;
      changes.embedded(
          StudyScored.newBuilder(TestEvents.scored(study, site, EAST))
              .setShadow(TestEvents.outcome(study, "chest-xray/2.0", List.of(1f, 1f, 0.5f)))
              .build());
    }
    changes.apply();
    List<SimilarCase> before = cases.to("asked", Wanted.nearest(10)).orElseThrow().cases();
    active.promoted(promotion("2.0"));
    SimilarAnswer after = cases.to("asked", Wanted.nearest(10)).orElseThrow();
    assertEquals("2.0", after.space().orElseThrow().version());
    assertEquals(List.of("case-open", "case-oslo"), shown("asked"));
    double cosine = 2.5 / Math.sqrt(3 * 2.25);
    after.cases().forEach(found -> assertEquals(cosine, found.similarity(), 1e-5));
    active.promoted(promotion("1.0"));
    assertEquals(before, cases.to("asked", Wanted.nearest(10)).orElseThrow().cases());
  }

  @Test
  void whatIsAskedForIsBounded() {
    assertThrows(IllegalArgumentException.class, () -> Wanted.nearest(0));
    assertThrows(IllegalArgumentException.class, () -> Wanted.nearest(1_000_000));
    assertThrows(
        IllegalArgumentException.class, () -> new Wanted(1, CaseFilter.CONFIRMED, Double.NaN));
  }

  @Test
  void anotherSitesCaseIsNotShownWithoutThePatientsYesNorAnyAfterANo() {
    retell("case-open", "open", null);
    assertEquals(List.of("case-oslo"), shown("asked"));
    retell("case-oslo", "oslo", null);
    assertEquals(List.of("case-oslo"), shown("asked"));
    retell("case-oslo", "oslo", false);
    assertEquals(List.of(), shown("asked"));
    assertEquals(List.of("asked"), shown("case-oslo"));
  }

  private void retell(String study, String site, Boolean reuse) {
    LibraryChanges changes = library.change();
    changes.scored(TestEvents.of(TestEvents.scored(study, site, EAST), "p-" + site, reuse));
    changes.apply();
  }

  @Test
  void anotherStudyOfTheSamePatientIsNeverShown() {
    LibraryChanges changes = library.change();
    changes.scored(TestEvents.of(TestEvents.scored("asked", "oslo", 2, EAST), "p-oslo", null));
    changes.apply();
    assertEquals(List.of("case-open"), shown("asked"));
    assertTrue(cases.to("asked", Wanted.nearest(1)).orElseThrow().patientKnown());
  }

  @Test
  void aStudyWithTheSamePictureIsOfTheSamePatient() {
    StudyScored copy = TestEvents.scored("copy", "oslo", EAST);
    LibraryChanges changes = library.change();
    changes.scored(
        StudyScored.newBuilder(copy)
            .setImages(TestEvents.scored("asked", "oslo", EAST).getImages())
            .build());
    changes.verdict(TestEvents.verdict("copy", "ann", "Pneumonia", 1));
    changes.apply();
    assertFalse(shown("asked").contains("copy"));
    assertTrue(shown("case-oslo").contains("copy"));
  }

  @Test
  void whatTheStudyAndACaseShareIsSaid() {
    SimilarCase found = cases.to("asked", Wanted.nearest(1)).orElseThrow().cases().get(0);
    assertEquals(List.of("Pneumonia"), found.sharedFindings());
  }

  @Test
  void theNeighbourhoodCountsWhatTheCasesTurnedOutToBe() {
    Neighbourhood around = cases.to("asked", Wanted.nearest(10)).orElseThrow().neighbourhood();
    assertEquals(2, around.confirmed());
    assertEquals("Pneumonia", around.diagnoses().get(0).name());
    assertEquals(2, around.diagnoses().get(0).count());
    // Wilson 1927 for 2 of 2: 0.342 to 1.
    assertEquals(0.342, around.diagnoses().get(0).interval().low(), 1e-3);
    assertEquals(1, around.diagnoses().get(0).interval().high(), 1e-9);
  }

  @Test
  void aVectorIsLookedUpForASiteAndItsWidthMustFit() {
    EmbeddingSpace space = EmbeddingSpace.parse(TestEvents.SPACE);
    UnitVector east = UnitVector.of(EAST);
    SimilarAnswer answer = cases.to(space, east, "bergen", Set.of(), Wanted.nearest(10));
    assertEquals(
        Set.of("case-bergen", "case-open"),
        answer.cases().stream().map(SimilarCase::studyId).collect(Collectors.toSet()));
    UnitVector wide = UnitVector.of(List.of(1f, 2f, 3f));
    assertThrows(
        IllegalArgumentException.class,
        () -> cases.to(space, wide, "oslo", Set.of(), Wanted.nearest(1)));
    assertThrows(
        UnknownSpaceException.class,
        () ->
            cases.to(
                EmbeddingSpace.parse("skin-image/1"), east, "oslo", Set.of(), Wanted.nearest(1)));
  }

  private SimilarCases cases(double minimum) {
    Sight sight = new Sight(Set.of("open"), ConsentRule.ACROSS_SITES);
    return new SimilarCases(
        library, active, sight, new ClosenessBook(library, sight, Map.of(), minimum));
  }

  private static BundlePromoted promotion(String version) {
    return BundlePromoted.newBuilder()
        .setSlot("chest-xray")
        .setActive(new BundleRef("chest-xray", version, "d".repeat(64)))
        .setBy("test")
        .setPromotedAt(Instant.EPOCH)
        .build();
  }
}
