package org.vigil.retrieval.lookup;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.retrieval.cases.EmbeddingSpace;
import org.vigil.retrieval.cases.UnitVector;
import org.vigil.retrieval.cases.Visibility.ConsentRule;
import org.vigil.retrieval.feed.ActiveSpaces;
import org.vigil.retrieval.index.CaseLibrary;
import org.vigil.retrieval.index.LibraryChanges;
import org.vigil.retrieval.index.TestEvents;

class ClosenessBookTest {
  private static final EmbeddingSpace SPACE = EmbeddingSpace.parse(TestEvents.SPACE);
  private static final Sight SIGHT = new Sight(Set.of(), ConsentRule.ACROSS_SITES);
  private static final long SEED = 7;

  @TempDir Path folder;
  private final Random random = new Random(SEED);
  private CaseLibrary library;

  @BeforeEach
  void open() {
    library = CaseLibrary.open(folder);
  }

  @AfterEach
  void close() {
    library.close();
  }

  /** Cases around two directions, each with its own diagnosis. */
  private void cases(int count) {
    LibraryChanges changes = library.change();
    for (int i = 0; i < count; i++) {
      boolean east = i % 2 == 0;
      changes.scored(TestEvents.scored("s" + i, "oslo", around(east ? 1 : 0, east ? 0 : 1)));
      changes.verdict(TestEvents.verdict("s" + i, "ann", east ? "Naevus" : "Melanoma", 1));
    }
    changes.apply();
  }

  private List<Float> around(float x, float y) {
    return List.of(
        x + 0.05f * (float) random.nextGaussian(), y + 0.05f * (float) random.nextGaussian(), 0f);
  }

  @Test
  void whatCountsAsCloseIsLearntFromTheCases() {
    cases(200);
    ClosenessBook book = new ClosenessBook(library, SIGHT, Map.of(), 0.5);
    assertEquals(Closeness.set(0.5), book.of(SPACE));
    book.learn();
    Closeness learnt = book.of(SPACE);
    assertEquals(200, learnt.calibratedOn());
    assertEquals(1, learnt.sameDiagnosis().orElseThrow(), "seed " + SEED);
    assertTrue(learnt.minimum() > 0.99, "seed " + SEED + ": " + learnt);
    SimilarCases cases = new SimilarCases(library, new ActiveSpaces(), SIGHT, book);
    assertTrue(isClose(cases, List.of(1f, 0f, 0f)));
    assertTrue(!isClose(cases, List.of(0f, 0f, 1f)));
    assertTrue(!isClose(cases, List.of(1f, 1f, 1f)));
  }

  private static boolean isClose(SimilarCases cases, List<Float> vector) {
    return cases
        .to(SPACE, UnitVector.of(vector), "oslo", Set.of(), Wanted.nearest(5))
        .closeEnough();
  }

  @Test
  void tooFewCasesTeachNothingAndWhatWasSetStands() {
    cases(Calibration.FEWEST - 1);
    ClosenessBook book = new ClosenessBook(library, SIGHT, Map.of(), 0.5);
    book.learn();
    assertEquals(Closeness.set(0.5), book.of(SPACE));
    cases(200);
    ClosenessBook set = new ClosenessBook(library, SIGHT, Map.of("chest-xray", 0.7), 0.5);
    set.learn();
    assertEquals(Closeness.set(0.7), set.of(SPACE));
  }
}
