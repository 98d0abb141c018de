package org.vigil.models.dataset;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.seed.Seed;

class SplitsTest {
  private static final LabelScheme CLASSES = new LabelScheme.OneOf(List.of("a", "b", "c"));

  private static Item item(int number, String patient, int label, Optional<Part> part) {
    return new Item(
        "item " + number,
        patient,
        List.of(new PictureRef("clinical", number + ".png")),
        List.of(label),
        Map.of(),
        part);
  }

  private static Dataset dataset(List<Item> items) {
    return new Dataset(
        "test", new Terms("none", "nobody"), CLASSES, List.of(), items, Map.of("t.csv", "0"));
  }

  /** Patients of one to four items, classes 6 : 3 : 1. */
  private static Dataset drawn(long seed) {
    Random random = new Random(seed);
    List<Item> items = new ArrayList<>();
    for (int patient = 0; patient < 200; patient++) {
      int label = new int[] {0, 0, 0, 0, 0, 0, 1, 1, 1, 2}[random.nextInt(10)];
      for (int i = 0; i <= random.nextInt(4); i++) {
        items.add(item(items.size(), "p" + patient, label, Optional.empty()));
      }
    }
    return dataset(items);
  }

  @ParameterizedTest(name = "seed {0}")
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void everyItemIsTestedOnceAndNoPatientIsOnTwoSides(long seed) {
    Dataset all = drawn(seed);
    Set<String> tested = new HashSet<>();
    for (int round = 0; round < 5; round++) {
      Dataset split = Splits.fold(all, 5, round, new Seed(seed)).requireNoLeak();
      split.part(Part.TEST).forEach(item -> assertTrue(tested.add(item.id()), item.id()));
      for (Part part : Part.values()) {
        double share = (double) split.counts(part)[2] / split.part(part).size();
        double whole = 0.1;
        assertEquals(whole, share, 0.08, part + " of round " + round);
      }
    }
    assertEquals(all.items().size(), tested.size());
  }

  @Test
  void theSameSeedGivesTheSameSplit() {
    Dataset all = drawn(9);
    assertEquals(Splits.complete(all, new Seed(1)), Splits.complete(all, new Seed(1)));
    Dataset split = Splits.complete(all, new Seed(1));
    assertEquals(0.7, (double) split.part(Part.TRAINING).size() / all.items().size(), 0.02);
    assertEquals(0.1, (double) split.part(Part.VALIDATION).size() / all.items().size(), 0.02);
  }

  @Test
  void anOfficialTestPartStaysAndValidationComesOutOfTraining() {
    Dataset all = drawn(4);
    Dataset official =
        all.each(
            item ->
                item.in(
                    Integer.parseInt(item.patient().substring(1)) < 150
                        ? Part.TRAINING
                        : Part.TEST));
    Dataset split = Splits.complete(official, new Seed(2));
    assertEquals(
        official.part(Part.TEST).stream().map(Item::id).toList(),
        split.part(Part.TEST).stream().map(Item::id).toList());
    assertTrue(!split.part(Part.VALIDATION).isEmpty());
    split.requireNoLeak();
  }

  @Test
  void anOfficialSplitThatLeaksIsRefused() {
    Dataset leaking =
        dataset(
            List.of(
                item(1, "p", 0, Optional.of(Part.TRAINING)),
                item(2, "p", 1, Optional.of(Part.VALIDATION)),
                item(3, "q", 1, Optional.of(Part.TEST))));
    LeakException e =
        assertThrows(LeakException.class, () -> Splits.complete(leaking, new Seed(1)));
    assertTrue(e.getMessage().contains(": p"), e.getMessage());
  }

  @Test
  void aFoldOfOneClassIsRefusedWithItsPart() {
    List<Item> items = new ArrayList<>();
    for (int i = 0; i < 12; i++) {
      items.add(item(i, "p" + i, i == 0 ? 1 : 0, Optional.empty()));
    }
    DatasetException e =
        assertThrows(DatasetException.class, () -> Splits.fold(dataset(items), 3, 0, new Seed(1)));
    assertTrue(e.getMessage().contains("needs two classes"), e.getMessage());
  }

  @Test
  void anItemThatStandsTwiceIsRefused() {
    Item one = item(1, "p", 0, Optional.empty());
    assertThrows(DatasetException.class, () -> dataset(List.of(one, one)));
    assertThrows(
        IllegalArgumentException.class, () -> dataset(List.of(item(1, "p", 3, Optional.empty()))));
  }
}
