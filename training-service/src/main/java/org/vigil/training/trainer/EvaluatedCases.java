package org.vigil.training.trainer;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.vigil.training.feedback.CasePart;

/**
 * What a bundle and the one it is compared with say of the same cases; {@code cases.json}.
 *
 * @param candidate digest of the bundle in question
 * @param reference digest of the slot's active bundle; empty where it had none
 * @param findings of the candidate, in order
 * @param missing findings of the reference that the candidate does not know
 * @param cases of the parts test and audit
 * @param candidateMillis median time that one picture takes it
 * @param referenceMillis the same of the reference, measured in turns
 * @param candidateAbstains from so many of the cases; empty where it carries no doubts
 * @param referenceAbstains the same of the reference
 */
public record EvaluatedCases(
    String candidate,
    Optional<String> reference,
    List<String> findings,
    List<String> missing,
    List<Case> cases,
    double candidateMillis,
    Optional<Double> referenceMillis,
    Optional<Integer> candidateAbstains,
    Optional<Integer> referenceAbstains) {

  /**
   * @param study its study, or its place in an archive
   * @param present what is true, by finding in order
   * @param candidate scores in order
   * @param reference scores in the same order, NaN-free: absent where the reference does not know
   *     the finding; empty without a reference
   */
  public record Case(
      String study,
      CasePart part,
      Map<String, String> strata,
      List<Boolean> present,
      List<Double> candidate,
      List<Optional<Double>> reference) {}
}
