package org.vigil.models.dataset;

import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Locale;
import java.util.stream.IntStream;
import org.vigil.models.sampling.PatientFolds;
import org.vigil.models.seed.Seed;

/**
 * Splits of a data set that keep patients whole and spread classes evenly. What is official stays
 * as it is.
 */
public final class Splits {
  private Splits() {}

  /**
   * One round of cross-validation: a fold to test on, the next one to validate on, the rest to
   * learn from. Every item is tested in exactly one of the rounds.
   *
   * @param count of folds, at least 3
   * @param round from 0
   */
  public static Dataset fold(Dataset dataset, int count, int round, Seed seed) {
    if (count < 3 || round < 0 || round >= count) {
      throw new IllegalArgumentException("round " + round + " of " + count + " folds (3 or more)");
    }
    PatientFolds folds = folds(dataset, count, seed);
    Dataset split = assign(dataset, folds, new int[] {round}, new int[] {(round + 1) % count});
    requireClasses(split);
    return split;
  }

  /**
   * Parts for a data set without an official split: tenths, of which two are tested on and one
   * validates. Where only validation is missing it is drawn from the training part by patient.
   */
  public static Dataset complete(Dataset dataset, Seed seed) {
    if (dataset.hasSplit() && !dataset.part(Part.VALIDATION).isEmpty()) {
      return dataset.requireNoLeak();
    }
    if (dataset.hasSplit()) {
      return validationOutOf(dataset, seed).requireNoLeak();
    }
    if (dataset.items().stream().anyMatch(item -> item.part().isPresent())) {
      throw new DatasetException("some items of " + dataset.name() + " have a part, others not");
    }
    return assign(dataset, folds(dataset, 10, seed), new int[] {0, 1}, new int[] {2});
  }

  private static Dataset validationOutOf(Dataset dataset, Seed seed) {
    Dataset training = dataset.with(dataset.part(Part.TRAINING));
    PatientFolds folds = folds(training, 10, seed);
    List<String> held =
        IntStream.of(folds.held(0)).mapToObj(i -> training.items().get(i).id()).toList();
    var chosen = new HashSet<>(held);
    return dataset.each(item -> chosen.contains(item.id()) ? item.in(Part.VALIDATION) : item);
  }

  private static PatientFolds folds(Dataset dataset, int count, Seed seed) {
    List<Item> items = dataset.items();
    int[] strata = items.stream().mapToInt(i -> dataset.labels().stratum(i.labels())).toArray();
    return PatientFolds.of(items.stream().map(Item::patient).toList(), strata, count, seed);
  }

  private static Dataset assign(Dataset dataset, PatientFolds folds, int[] test, int[] validation) {
    Part[] parts = new Part[dataset.items().size()];
    Arrays.fill(parts, Part.TRAINING);
    for (int fold : test) {
      IntStream.of(folds.held(fold)).forEach(i -> parts[i] = Part.TEST);
    }
    for (int fold : validation) {
      IntStream.of(folds.held(fold)).forEach(i -> parts[i] = Part.VALIDATION);
    }
    List<Item> items =
        IntStream.range(0, parts.length)
            .mapToObj(i -> dataset.items().get(i).in(parts[i]))
            .toList();
    return dataset.with(items).requireNoLeak();
  }

  /**
   * Nothing can be learnt or measured where a part has one class only.
   *
   * @throws DatasetException naming the part
   */
  public static void requireClasses(Dataset dataset) {
    for (Part part : Part.values()) {
      List<Item> items = dataset.part(part);
      long strata =
          items.stream().map(i -> dataset.labels().stratum(i.labels())).distinct().count();
      if (strata < 2) {
        throw new DatasetException(
            "the %s part of %s has %d items of %d classes; needs two classes at least"
                .formatted(
                    part.name().toLowerCase(Locale.ROOT), dataset.name(), items.size(), strata));
      }
    }
  }
}
