package org.vigil.retrieval.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.nio.file.FileVisitResult;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.SimpleFileVisitor;
import java.nio.file.attribute.BasicFileAttributes;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.function.Consumer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.retrieval.cases.CaseFilter;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.Likeness;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility;
import org.vigil.schemas.event.ErasureScope;
import org.vigil.schemas.event.Scored;
import org.vigil.schemas.event.StudyScored;

class CaseLibraryTest {
  private static final EmbeddingSpace SPACE = EmbeddingSpace.parse(TestEvents.SPACE);
  private static final EmbeddingSpace LATER = EmbeddingSpace.parse("chest-xray/2.0");
  private static final List<Float> EAST = List.of(1f, 0f);
  private static final List<Float> NORTH = List.of(0f, 1f);
  private static final Visibility OSLO =
      new Visibility("oslo", Set.of(), Visibility.ConsentRule.ACROSS_SITES);

  @TempDir Path folder;
  private CaseLibrary library;

  @BeforeEach
  void open() {
    library = CaseLibrary.open(folder);
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

  private List<String> nearestTo(List<Float> vector) {
    return nearest(vector).stream().map(Neighbour::studyId).toList();
  }

  private List<Neighbour> nearest(List<Float> vector) {
    return library.nearest(
        SPACE, Likeness.to(UnitVector.of(vector)), 10, CaseFilter.CONFIRMED, OSLO);
  }

  @Test
  void aCaseIsFoundOnceItHasAScoreAndAVerdictWhicheverComesFirst() {
    change(c -> c.scored(TestEvents.scored("s1", "oslo", EAST)));
    assertEquals(List.of(), nearestTo(EAST));
    change(c -> c.verdict(TestEvents.verdict("s1", "ann", "Pneumonia", 1)));
    change(c -> c.verdict(TestEvents.verdict("s2", "ann", "Normal", 1)));
    assertEquals(List.of("s1"), nearestTo(EAST));
    change(c -> c.scored(TestEvents.scored("s2", "oslo", NORTH)));
    assertEquals(List.of("s1", "s2"), nearestTo(EAST));
    assertEquals(List.of("s2", "s1"), nearestTo(NORTH));
  }

  @Test
  void similarityIsTheCosine() {
    change(
        c -> {
          c.scored(TestEvents.scored("s1", "oslo", List.of(3f, 4f)));
          c.verdict(TestEvents.verdict("s1", "ann", "Pneumonia", 1));
        });
    assertEquals(0.6, nearest(EAST).get(0).similarity(), 1e-6);
  }

  @Test
  void applyingEverythingTwiceIsApplyingItOnce() {
    Consumer<LibraryChanges> work =
        c -> {
          c.scored(TestEvents.scored("s1", "oslo", 1, EAST));
          c.verdict(TestEvents.verdict("s1", "ann", "Pneumonia", 1));
          c.scored(TestEvents.scored("s1", "oslo", 2, NORTH));
        };
    change(work);
    var before = library.study("s1");
    change(work);
    assertEquals(before, library.study("s1"));
    assertEquals(1, library.size());
    assertEquals(1, library.size(SPACE));
    assertEquals(UnitVector.of(NORTH), library.vector(SPACE, "s1").orElseThrow());
  }

  @Test
  void aReadersLaterWordStandsAndFreeTextIsNotKept() {
    change(
        c -> {
          c.verdict(TestEvents.verdict("s1", "ann", "Normal", 2));
          c.verdict(TestEvents.verdict("s1", "ann", "Pneumonia", 1));
          c.verdict(TestEvents.verdict("s1", "ben", "Effusion", 1));
        });
    var entry = library.study("s1").orElseThrow();
    assertEquals("Normal", entry.verdict().orElseThrow().diagnosis().orElseThrow());
    assertEquals(2, entry.verdicts().size());
    assertTrue(!entry.toString().contains("Smith"));
  }

  @Test
  void aWordThatWasTakenBackCountsNoMore() {
    change(
        c -> {
          c.scored(TestEvents.scored("s1", "oslo", EAST));
          c.verdict(TestEvents.verdict("s1", "ann", "Normal", 1));
          c.verdict(TestEvents.verdict("s1", "ben", "Effusion", 2));
        });
    change(c -> c.verdict(TestEvents.withdrawn("s1", "ben", 3)));
    var entry = library.study("s1").orElseThrow();
    assertEquals("Normal", entry.verdict().orElseThrow().label());
    assertEquals(1, entry.readers());
    change(c -> c.verdict(TestEvents.withdrawn("s1", "ann", 4)));
    assertEquals(List.of(), nearestTo(EAST));
    change(c -> c.verdict(TestEvents.verdict("s1", "ann", "Pneumonia", 5)));
    assertEquals(List.of("s1"), nearestTo(EAST));
  }

  @Test
  void aBadVectorIsRefusedWholeAndTheIndexNeverTakesIt() {
    change(c -> c.scored(TestEvents.scored("s1", "oslo", EAST)));
    for (List<Float> bad :
        List.of(List.<Float>of(), List.of(0f, 0f), List.of(Float.NaN, 1f), List.of(1f, 2f, 3f))) {
      LibraryChanges changes = library.change();
      StudyScored event = TestEvents.scored("s2", "oslo", bad);
      assertThrows(IllegalArgumentException.class, () -> changes.scored(event));
      assertTrue(changes.isEmpty());
    }
    assertEquals(1, library.size(SPACE));
  }

  @Test
  void twoWidthsInOneSetOfChangesDoNotMeet() {
    LibraryChanges changes = library.change();
    changes.scored(TestEvents.scored("s1", "oslo", EAST));
    StudyScored wide = TestEvents.scored("s2", "oslo", List.of(1f, 2f, 3f));
    assertThrows(IllegalArgumentException.class, () -> changes.scored(wide));
  }

  @Test
  void whatALaterBundleSaysOfAKnownStudyAddsItsVectorAndNothingElse() {
    change(
        c -> {
          c.scored(TestEvents.scored("s1", "oslo", 2, EAST));
          c.verdict(TestEvents.verdict("s1", "ann", "Pneumonia", 1));
        });
    var before = library.study("s1").orElseThrow();
    change(c -> c.embedded(later(TestEvents.scored("s1", "bergen", 2, NORTH))));
    var after = library.study("s1").orElseThrow();
    assertEquals(before.embedded(LATER), after);
    assertEquals(UnitVector.of(EAST), library.vector(SPACE, "s1").orElseThrow());
    assertEquals(3, library.width(LATER).orElseThrow());
    change(c -> c.embedded(later(TestEvents.scored("s1", "oslo", 1, NORTH))));
    assertEquals(after, library.study("s1").orElseThrow(), "an earlier revision changes nothing");
  }

  @Test
  void whatALaterBundleSaysMayComeBeforeTheScoreItself() {
    change(c -> c.embedded(later(TestEvents.scored("s1", "oslo", EAST))));
    change(c -> c.scored(TestEvents.scored("s1", "oslo", EAST)));
    assertEquals(
        Set.of(SPACE.toString(), LATER.toString()), library.study("s1").orElseThrow().spaces());
    change(c -> c.erased(TestEvents.erased("s1", ErasureScope.WITHDRAW_REUSE)));
    change(c -> c.embedded(later(TestEvents.scored("s1", "oslo", EAST))));
    assertEquals(0, library.size(LATER), "a withdrawn study is not embedded");
  }

  private static StudyScored later(StudyScored event) {
    Scored said = TestEvents.outcome(event.getStudyId(), LATER.toString(), List.of(1f, 2f, 3f));
    return StudyScored.newBuilder(event).setShadow(said).build();
  }

  @Test
  void theShadowsEmbeddingLivesInItsOwnSpaceAndIsNotTheShownOne() {
    StudyScored event =
        StudyScored.newBuilder(TestEvents.scored("s1", "oslo", EAST))
            .setShadow(TestEvents.outcome("s1", "chest-xray/2.0", List.of(1f, 2f, 3f)))
            .build();
    change(c -> c.scored(event));
    assertEquals(1, library.size(EmbeddingSpace.parse("chest-xray/2.0")));
    assertEquals("chest-xray/1.0", library.study("s1").orElseThrow().latestSpace().orElseThrow());
  }

  @ParameterizedTest
  @ValueSource(ints = {1024, 2048, 4096})
  void theWidestEmbeddingsAreTakenAndComeBackAfterARestart(int width) {
    List<Float> vector = TestEvents.random(new Random(width), width);
    change(c -> c.scored(TestEvents.scored("s1", "oslo", vector)));
    library.commit(Map.of());
    library.close();
    open();
    assertEquals(width, library.vector(SPACE, "s1").orElseThrow().width());
  }

  @Test
  void whatWasCommittedIsThereWithItsPositionAndTheRestIsNot() {
    change(c -> c.scored(TestEvents.scored("s1", "oslo", EAST)));
    library.commit(Map.of("scored-0", 7L));
    change(c -> c.scored(TestEvents.scored("s2", "oslo", EAST)));
    library.close();
    open();
    assertEquals(Map.of("scored-0", 7L), library.position());
    assertEquals(1, library.size());
    assertEquals(1, library.size(SPACE));
  }

  @Test
  void aSpaceThatIsGoneIsReadAgainFromTheBeginning() throws IOException {
    change(c -> c.scored(TestEvents.scored("s1", "oslo", EAST)));
    library.commit(Map.of("scored-0", 7L));
    library.close();
    delete(folder.resolve("spaces"));
    open();
    assertEquals(Map.of(), library.position());
    change(c -> c.scored(TestEvents.scored("s1", "oslo", EAST)));
    assertEquals(1, library.size(SPACE));
  }

  @Test
  void aLibraryOfAnotherFormIsReadAgainFromTheBeginning() throws IOException {
    change(c -> c.scored(TestEvents.scored("s1", "oslo", EAST)));
    library.commit(Map.of("scored-0", 7L));
    library.close();
    Files.writeString(folder.resolve("form"), "1\n");
    open();
    assertEquals(Map.of(), library.position());
    assertEquals(0, library.size());
  }

  private static void delete(Path root) throws IOException {
    Files.walkFileTree(
        root,
        new SimpleFileVisitor<>() {
          @Override
          public FileVisitResult visitFile(Path file, BasicFileAttributes attributes)
              throws IOException {
            Files.delete(file);
            return FileVisitResult.CONTINUE;
          }
        });
  }
}
