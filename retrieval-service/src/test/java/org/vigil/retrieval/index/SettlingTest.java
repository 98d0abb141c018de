package org.vigil.retrieval.index;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.vigil.retrieval.cases.StudyEntry;
import org.vigil.retrieval.cases.StudyFacts;
import org.vigil.retrieval.cases.UnitVector;

/** What was written in pieces is put together, but not for every few cases anew. */
class SettlingTest {
  private final Random random = new Random(3);

  @TempDir Path folder;

  private void add(SpaceIndex index, int from, int count) {
    for (int i = from; i < from + count; i++) {
      List<Float> vector = TestEvents.random(random, 8);
      StudyFacts facts = StudyFacts.of(TestEvents.scored("s" + i, "oslo", vector));
      index.put(StudyEntry.unknown("s" + i).seen(facts, 1), UnitVector.of(vector));
    }
    index.refresh();
  }

  @Test
  void piecesBecomeOneAndAFewMoreDoNotStartItAgain() {
    try (SpaceIndex index = new SpaceIndex(folder, VectorStorage.FLOAT)) {
      add(index, 0, 50);
      add(index, 50, 50);
      assertTrue(index.settle());
      assertEquals(1, index.segments());
      assertEquals(100, index.size());
      assertFalse(index.settle());
      add(index, 100, 5);
      assertFalse(index.settle(), "five of 105");
      add(index, 105, 30);
      assertTrue(index.settle());
      assertEquals(135, index.size());
    }
  }

  @Test
  void anEmptyIndexIsSettled() {
    try (SpaceIndex index = new SpaceIndex(folder, VectorStorage.FLOAT)) {
      assertFalse(index.settle());
    }
  }
}
