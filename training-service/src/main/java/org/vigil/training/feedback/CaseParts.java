package org.vigil.training.feedback;

import java.util.LinkedHashMap;
import java.util.Locale;
import java.util.Map;
import org.vigil.models.sampling.PatientSplit;
import org.vigil.models.seed.Seed;

/**
 * Draws every case's part from the installation's seed and the patient alone, so that nobody who
 * was tested on is ever trained on, however the pool grows. Thread-safe.
 *
 * <p>Where nobody says whose a study is, the study stands for the patient; two such studies of one
 * patient may fall into different parts.
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

  public CasePart of(LabelledCase labelled) {
    return of(
        labelled.facts().flatMap(facts -> facts.origin().patient()).orElse(labelled.studyId()));
  }

  /**
   * @param patient a patient's digest, or a StudyId where there is none
   */
  CasePart of(String patient) {
    return CasePart.valueOf(split.part(patient).toUpperCase(Locale.ROOT));
  }

  private static String name(CasePart part) {
    return part.name().toLowerCase(Locale.ROOT);
  }
}
