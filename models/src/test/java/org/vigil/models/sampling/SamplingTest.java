package org.vigil.models.sampling;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.vigil.models.seed.Seed;

class SamplingTest {

  @Test
  void everyEpochShowsEveryPictureOnceInAnOrderThatTheSeedDecides() {
    Shuffled sampler = new Shuffled(50, new Seed(1));
    int[] first = sampler.order(0);
    assertArrayEquals(IntStream.range(0, 50).toArray(), IntStream.of(first).sorted().toArray());
    assertArrayEquals(first, new Shuffled(50, new Seed(1)).order(0));
    assertFalse(Arrays.equals(first, sampler.order(1)));
    assertFalse(Arrays.equals(first, new Shuffled(50, new Seed(2)).order(0)));
  }

  @Test
  void ordersAreUniform() {
    int[][] counts = new int[4][4]; // [place][picture]
    for (int epoch = 0; epoch < 40_000; epoch++) {
      int[] order = new Shuffled(4, new Seed(3)).order(epoch);
      for (int place = 0; place < 4; place++) {
        counts[place][order[place]]++;
      }
    }
    for (int[] place : counts) {
      for (int count : place) {
        assertEquals(10_000, count, 400, Arrays.deepToString(counts)); // 4.6 standard deviations
      }
    }
  }

  @Test
  void balancedEpochsShowEveryClassEquallyOftenAndEveryPictureBeforeAnyTwice() {
    int[] labels = {0, 0, 0, 0, 0, 0, 0, 1, 1, 2};
    Balanced sampler = new Balanced(labels, 3, 5, new Seed(4));
    Map<Integer, Integer> shown = new HashMap<>();
    for (int epoch = 0; epoch < 7; epoch++) {
      int[] order = sampler.order(epoch);
      int[] perClass = new int[3];
      for (int picture : order) {
        perClass[labels[picture]]++;
        shown.merge(picture, 1, Integer::sum);
      }
      assertArrayEquals(new int[] {5, 5, 5}, perClass);
      for (int round = 0; round < 5; round++) {
        Set<Integer> classes = new HashSet<>();
        for (int i = 0; i < 3; i++) {
          classes.add(labels[order[3 * round + i]]);
        }
        assertEquals(3, classes.size(), "classes take turns");
      }
    }
    // 35 draws of 7, 2 and 1 pictures.
    for (int picture = 0; picture < 7; picture++) {
      assertEquals(5, shown.get(picture));
    }
    assertEquals(1, Math.abs(shown.get(7) - shown.get(8)));
    assertEquals(35, shown.get(9));
  }

  @Test
  void aClassWithoutPicturesAndALabelOutsideTheClassesAreRefused() {
    assertThrows(
        IllegalArgumentException.class, () -> new Balanced(new int[] {0, 2}, 3, 1, new Seed(1)));
    assertThrows(
        IllegalArgumentException.class, () -> new Balanced(new int[] {0, 3}, 3, 1, new Seed(1)));
    assertThrows(
        IllegalArgumentException.class, () -> new Balanced(new int[] {-1}, 1, 1, new Seed(1)));
  }

  private static List<String> patients(Random random, int pictures) {
    List<String> patients = new ArrayList<>();
    for (int i = 0; i < pictures; i++) {
      patients.add("p" + random.nextInt(pictures / 3 + 1));
    }
    return patients;
  }

  private static Map<String, Double> shares() {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put("train", 0.7);
    shares.put("validation", 0.1);
    shares.put("test", 0.2);
    return shares;
  }

  @Test
  void noPatientIsInTwoPartsAndNobodyMovesWhenOthersCome() {
    PatientSplit split = new PatientSplit(shares(), new Seed(8));
    List<String> patients = patients(new Random(9), 3000);
    Map<String, String> before = new HashMap<>();
    split
        .split(patients.subList(0, 1000))
        .forEach((part, pictures) -> note(before, part, pictures, patients));
    Map<String, String> after = new HashMap<>();
    Map<String, int[]> parts = split.split(patients);
    parts.forEach((part, pictures) -> note(after, part, pictures, patients));
    before.forEach((patient, part) -> assertEquals(part, after.get(patient)));
    assertEquals(3000, parts.values().stream().mapToInt(part -> part.length).sum());
    assertEquals(2100, parts.get("train").length, 120);
    assertEquals(300, parts.get("validation").length, 80);
    assertEquals(600, parts.get("test").length, 100);
  }

  private static void note(
      Map<String, String> parts, String part, int[] pictures, List<String> patients) {
    for (int picture : pictures) {
      String other = parts.put(patients.get(picture), part);
      assertTrue(other == null || other.equals(part), patients.get(picture) + " is in two parts");
    }
  }

  @Test
  void sharesMustSumToOne() {
    assertThrows(
        IllegalArgumentException.class,
        () -> new PatientSplit(Map.of("train", 0.7, "test", 0.2), new Seed(1)));
    assertThrows(
        IllegalArgumentException.class,
        () -> new PatientSplit(Map.of("train", 1.2, "test", -0.2), new Seed(1)));
  }

  @ParameterizedTest
  @ValueSource(longs = {1, 2, 3, 4, 5})
  void foldsKeepPatientsWholeAndClassesEven(long seed) {
    Random random = new Random(seed);
    List<String> patients = patients(random, 900);
    int[] labels = new int[900];
    Arrays.setAll(labels, i -> random.nextInt(10) == 0 ? 2 : random.nextInt(2));
    PatientFolds folds = PatientFolds.of(patients, labels, 5, new Seed(seed));
    Map<String, String> where = new HashMap<>();
    int[] total = counts(labels, IntStream.range(0, 900).toArray());
    for (int fold = 0; fold < 5; fold++) {
      int[] held = folds.held(fold);
      note(where, "fold" + fold, held, patients);
      assertEquals(900, held.length + folds.training(fold).length);
      int[] counts = counts(labels, held);
      for (int c = 0; c < 3; c++) {
        assertEquals(total[c] / 5.0, counts[c], 4, "seed " + seed + ", class " + c);
      }
    }
    assertArrayEquals(folds.held(0), PatientFolds.of(patients, labels, 5, new Seed(seed)).held(0));
  }

  private static int[] counts(int[] labels, int[] pictures) {
    int[] counts = new int[3];
    for (int picture : pictures) {
      counts[labels[picture]]++;
    }
    return counts;
  }

  @Test
  void moreFoldsThanPatientsAreRefused() {
    List<String> two = List.of("a", "a", "b");
    assertThrows(
        IllegalArgumentException.class,
        () -> PatientFolds.of(two, new int[] {0, 1, 0}, 3, new Seed(1)));
  }

  @Test
  void partsOfASeedDrawIndependentlyAndTheSameEveryTime() {
    Seed seed = new Seed(7);
    assertEquals(seed.at(1).at(2), new Seed(7).at(1).at(2));
    Set<Long> values = new HashSet<>();
    for (int epoch = 0; epoch < 100; epoch++) {
      for (int batch = 0; batch < 100; batch++) {
        values.add(seed.at(epoch).at(batch).value());
      }
    }
    assertEquals(10_000, values.size());
    double sum = 0;
    for (int i = 0; i < 10_000; i++) {
      sum += seed.at(i).generator().nextDouble() * seed.at(i + 1).generator().nextDouble();
    }
    assertEquals(0.25, sum / 10_000, 0.01);
  }
}
