package org.vigil.retrieval.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.StudyScored;

class ErasureTest {
  private static final EmbeddingSpace OLD = EmbeddingSpace.parse(TestEvents.SPACE);
  private static final EmbeddingSpace NEW = EmbeddingSpace.parse("chest-xray/2.0");
  private static final List<Float> EAST = List.of(1f, 0f);
  private static final Visibility OSLO =
      new Visibility("oslo", Set.of(), Visibility.ConsentRule.ACROSS_SITES);

  @TempDir Path folder;
  private CaseLibrary library;

  @BeforeEach
  void aCaseInTwoSpacesAndAnother() {
    library = CaseLibrary.open(folder);
    change(c -> everythingOf("gone", c));
    change(c -> everythingOf("stays", c));
  }

  @AfterEach
  void close() {
    library.close();
  }

  private void change(Consumer<LibraryChanges> work) {
    LibraryChanges changes = library.change();
    work.accept(changes);
    changes.apply();
  }

  private static void everythingOf(String study, LibraryChanges changes) {
    StudyScored event =
        StudyScored.newBuilder(TestEvents.scored(study, "oslo", EAST))
            .setShadow(TestEvents.outcome(study, NEW.toString(), EAST))
            .build();
    changes.scored(event);
    changes.embedded(event);
    changes.verdict(TestEvents.verdict(study, "ann", "Pneumonia", 1));
  }

  private List<String> found(EmbeddingSpace space) {
    return library
        .nearest(space, Likeness.to(UnitVector.of(EAST)), 10, CaseFilter.CONFIRMED, OSLO)
        .stream()
        .map(Neighbour::studyId)
        .toList();
  }

  private void assertGone() {
    for (EmbeddingSpace space : List.of(OLD, NEW)) {
      assertEquals(List.of("stays"), found(space));
      assertEquals(Optional.empty(), library.vector(space, "gone"));
      assertEquals(1, library.size(space));
    }
  }

  @ParameterizedTest
  @EnumSource(ErasureScope.class)
  void aStudyThatIsTakenBackIsFoundNowhere(ErasureScope scope) {
    assertEquals(Set.of("gone", "stays"), Set.copyOf(found(OLD)));
    change(c -> c.erased(TestEvents.erased("gone", scope)));
    assertGone();
  }

  @ParameterizedTest
  @EnumSource(ErasureScope.class)
  void itStaysAwayWhenItsEventsComeAgain(ErasureScope scope) {
    change(c -> c.erased(TestEvents.erased("gone", scope)));
    change(c -> everythingOf("gone", c));
    change(
        c -> {
          everythingOf("gone", c);
          c.erased(TestEvents.erased("gone", scope));
          everythingOf("gone", c);
        });
    assertGone();
  }

  @ParameterizedTest
  @EnumSource(ErasureScope.class)
  void itStaysAwayAfterARestart(ErasureScope scope) {
    library.commit(Map.of());
    change(c -> c.erased(TestEvents.erased("gone", scope)));
    library.commit(Map.of());
    library.close();
    library = CaseLibrary.open(folder);
    assertGone();
  }

  @Test
  void anErasureThatComesBeforeItsStudyHolds() {
    change(c -> c.erased(TestEvents.erased("early", ErasureScope.WITHDRAW_REUSE)));
    change(c -> everythingOf("early", c));
    assertFalse(found(OLD).contains("early"));
  }

  @Test
  void ofAnErasedStudyNothingIsKnownAndAWithdrawalAfterwardsChangesNothing() {
    change(c -> c.erased(TestEvents.erased("gone", ErasureScope.ERASE)));
    change(c -> c.erased(TestEvents.erased("gone", ErasureScope.WITHDRAW_REUSE)));
    StudyEntry entry = library.study("gone").orElseThrow();
    assertEquals(StudyEntry.unknown("gone").erased(ErasureScope.ERASE), entry);
    assertTrue(entry.facts().isEmpty() && entry.verdicts().isEmpty());
  }

  @Test
  void aCaseWhosePatientSaysNoWithALaterImageIsNoLongerShown() {
    change(c -> c.scored(TestEvents.of(TestEvents.scored("gone", "oslo", 2, EAST), "p1", false)));
    assertEquals(List.of("stays"), found(OLD));
  }
}
