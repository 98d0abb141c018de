package org.vigil.training.feedback;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.vigil.models.sampling.PatientSplit;
import org.vigil.models.seed.Seed;

/**
 * Draws every case's part from the installation's seed and the StudyId alone, so that nothing that
 * was tested on is ever trained on, however the pool grows. Thread-safe.
 *
 * <p>Events carry no name of a patient, so two studies of one patient may fall into different
 * parts.
 */
public final class CaseParts {
  private final PatientSplit split;

  /**
   * @param validation share of the cases, 0 to 1
   * @param test share of the cases
   * @param audit share of the cases
   * @param seed never changes in an installation's life
   */
  public CaseParts(double validation, double test, double audit, long seed) {
    Map<String, Double> shares = new LinkedHashMap<>();
    shares.put(name(CasePart.AUDIT), audit);
    shares.put(name(CasePart.TEST), test);
    shares.put(name(CasePart.VALIDATION), validation);
    shares.put(name(CasePart.TRAIN), 1 - audit - test - validation);
    this.split = new PatientSplit(shares, new Seed(seed));
  }

  public CasePart of(String studyId) {
    return CasePart.valueOf(split.part(studyId).toUpperCase(Locale.ROOT));
  }

  private static String name(CasePart part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
