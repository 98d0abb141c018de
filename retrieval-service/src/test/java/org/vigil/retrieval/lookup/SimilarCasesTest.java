package org.vigil.retrieval.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
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
    cases = new SimilarCases(library, active, Set.of("open"), slot -> 0.9);
    LibraryChanges changes = library.change();
    for (String site : List.of("oslo", "bergen", "open")) {
      changes.scored(TestEvents.scored("case-" + site, site, EAST));
      changes.verdict(TestEvents.verdict("case-" + site, "ann", "Pneumonia", 1));
    }
    StudyScored asked =
        StudyScored.newBuilder(TestEvents.scored("asked", "oslo", List.of(0.99f, 0.1f)))
            .setShadow(TestEvents.outcome("chest-xray/2.0", List.of(1f, 1f, 1f)))
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
    return cases.to(study, 10).orElseThrow().cases().stream()
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
    SimilarAnswer answer = cases.to("asked", 1).orElseThrow();
    assertTrue(answer.closeEnough());
    assertEquals(1, answer.cases().size());
    assertEquals(
        "/api/studies/" + answer.cases().get(0).studyId() + "/images/" + "b".repeat(64),
        answer.cases().get(0).thumbnail());
    SimilarCases strict = new SimilarCases(library, active, Set.of(), slot -> 0.9999);
    assertFalse(strict.to("asked", 1).orElseThrow().closeEnough());
  }

  @Test
  void aStudyWithoutAnEmbeddingHasNothingCloseAndAnUnknownOneIsUnknown() {
    SimilarAnswer silent = cases.to("silent", 10).orElseThrow();
    assertEquals(List.of(), silent.cases());
    assertFalse(silent.closeEnough());
    assertEquals(Optional.empty(), cases.to("nobody", 10));
  }

  @Test
  void theActiveBundlesSpaceServes() {
    active.promoted(promotion("2.0"));
    assertEquals("2.0", cases.to("asked", 10).orElseThrow().space().orElseThrow().version());
    assertEquals(List.of(), shown("asked"));
    active.promoted(promotion("1.0"));
    assertEquals("1.0", cases.to("asked", 10).orElseThrow().space().orElseThrow().version());
  }

  @Test
  void aStudyThatTheNewBundleHasNotSeenIsComparedWhereItWasScored() {
    active.promoted(promotion("2.0"));
    assertEquals(List.of("asked", "case-open"), shown("case-oslo"));
  }

  @Test
  void theNumberOfCasesIsBounded() {
    assertThrows(IllegalArgumentException.class, () -> cases.to("asked", 0));
    assertThrows(IllegalArgumentException.class, () -> cases.to("asked", 1_000_000));
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
