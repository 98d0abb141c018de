package org.vigil.worklist.order;

import static org.junit.jupiter.api.Assertions.assertEquals;

import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.TreeSet;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class RankedListTest {

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4})
  void itAgreesWithASortedSetThroughManyChunks(long seed) {
    Random random = new Random(seed);
    RankedList<Integer> list = new RankedList<>(Comparator.naturalOrder());
    TreeSet<Integer> truth = new TreeSet<>();
    for (int i = 0; i < 20_000; i++) {
      int element = random.nextInt(5_000);
      boolean grow = (i / 5_000) % 2 == 0 ? random.nextInt(4) > 0 : random.nextInt(4) == 0;
      if (grow) {
        list.add(element);
        truth.add(element);
      } else {
        assertEquals(truth.remove(element), list.remove(element), "seed " + seed);
      }
      if (i % 500 == 0) {
        assertSame(list, truth, random.nextInt(5_000), "seed " + seed);
      }
    }
  }

  private static void assertSame(
      RankedList<Integer> list, TreeSet<Integer> truth, int probe, String where) {
    assertEquals(truth.size(), list.size(), where);
    int before = truth.headSet(probe).size();
    assertEquals(before, list.countBefore(probe), where);
    List<Integer> rest = new ArrayList<>();
    list.from(before).forEachRemaining(rest::add);
    assertEquals(new ArrayList<>(truth.tailSet(probe)), rest, where);
  }
}
